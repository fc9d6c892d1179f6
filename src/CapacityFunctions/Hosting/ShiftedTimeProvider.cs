namespace CapacityFunctions.Hosting;

/// <summary>The system's clock moved by a constant: recorded usage is replayed as if its newest observation were now.</summary>
/// <param name="offset">What is added to the system's clock; negative for usage of the past.</param>
internal sealed class ShiftedTimeProvider(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
