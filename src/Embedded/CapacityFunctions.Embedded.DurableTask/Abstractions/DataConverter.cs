namespace Microsoft.DurableTask;

/// <summary>Turns inputs, outputs, event payloads and custom status into text and back.</summary>
public abstract class DataConverter
{
    protected DataConverter()
    {
    }

    /// <returns>Null for null.</returns>
    public abstract string? Serialize(object? value);

    /// <returns>Null for null data.</returns>
    public abstract object? Deserialize(string? data, Type targetType);

    /// <returns>The default of <typeparamref name="T"/> for null data.</returns>
    public virtual T? Deserialize<T>(string? data) => (T?)(Deserialize(data, typeof(T)) ?? default(T));
}
