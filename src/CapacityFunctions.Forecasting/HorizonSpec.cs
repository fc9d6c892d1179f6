using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting;

/// <summary>How far a model looks ahead on which grid, and where its forecasts are checked.</summary>
/// <param name="Grid">Step of the series.</param>
/// <param name="Steps">Steps ahead, at least 1.</param>
/// <param name="OriginStride">
/// Steps between evaluation origins, at least 1. Origins lie at multiples of Grid × OriginStride on absolute time, so those of different
/// accounts coincide. A stride without a common divisor with the season visits every phase of it.
/// </param>
public sealed record HorizonSpec(TimeSpan Grid, int Steps, int OriginStride)
{
    /// <summary>12 steps of 5 minutes, checked every 65 minutes.</summary>
    public static HorizonSpec OneHour { get; } = new(TimeSpan.FromMinutes(5), 12, 13);

    /// <summary>24 steps of 1 hour, checked every 7 hours.</summary>
    public static HorizonSpec OneDay { get; } = new(TimeSpan.FromHours(1), 24, 7);

    /// <summary>168 steps of 1 hour, checked every 11 hours.</summary>
    public static HorizonSpec OneWeek { get; } = new(TimeSpan.FromHours(1), 168, 11);

    /// <summary>A spec for any other horizon: a stride of about a quarter of it, coprime to day and week on grids of minutes and hours.</summary>
    public static HorizonSpec For(TimeSpan grid, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ReadOnlySpan<int> strides = [1, 5, 7, 11, 13];
        int stride = 1;
        foreach (int candidate in strides)
        {
            stride = candidate * 3 <= Math.Max(3, steps) ? candidate : stride;
        }

        return new HorizonSpec(grid, steps, stride);
    }

    /// <summary>True when step <paramref name="instant"/> begins at an evaluation origin.</summary>
    internal bool IsOrigin(DateTimeOffset instant) => instant.UtcTicks / Grid.Ticks % OriginStride == 0;

    internal void Write(StateWriter writer)
    {
        writer.WriteInt64(Grid.Ticks);
        writer.WriteInt32(Steps);
        writer.WriteInt32(OriginStride);
    }

    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    internal static HorizonSpec Read(StateReader reader)
    {
        HorizonSpec horizon = new(new TimeSpan(reader.ReadInt64()), reader.ReadInt32(), reader.ReadInt32());
        return horizon.Grid > TimeSpan.Zero && horizon.Steps > 0 && horizon.OriginStride > 0
            ? horizon
            : throw new InvalidDataException($"Model state is damaged: {horizon}.");
    }
}
