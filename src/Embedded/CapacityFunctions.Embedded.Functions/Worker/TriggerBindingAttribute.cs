namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The parameter whose attribute derives from this one says what starts the function; each function has exactly one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    public TriggerBindingAttribute()
    {
    }
}
