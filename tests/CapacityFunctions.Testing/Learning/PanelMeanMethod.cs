using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Testing.Learning;

/// <summary>Scales the shape of a day by the level of one series.</summary>
/// <param name="name">Name of the method.</param>
/// <param name="later">The shape for histories up to the end of what was learned from, and beyond.</param>
/// <param name="earlier">The shape for histories that end between cutoff and end.</param>
/// <param name="cutoff">What ends before it can't be forecast without having seen the outcome.</param>
/// <param name="end">End of what was learned from.</param>
internal sealed class PanelMeanMethod(string name, DayShape later, DayShape earlier, DateTimeOffset cutoff, DateTimeOffset end) : IForecastMethod
{
    public string Name => name;

    public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(request.History.Length * 0.1);

    public IFittedModel? Fit(FitRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        DateTimeOffset seen = request.Start + (request.Step * request.History.Length);
        if (seen < cutoff)
        {
            return null;
        }

        DayShape shape = seen < end ? earlier : later;
        int slots = shape.Sums.Length;
        ReadOnlySpan<double> history = request.History.Span;
        ReadOnlySpan<double> recent = history[Math.Max(0, history.Length - slots)..];
        int first = DayShape.SlotOf(seen, slots);
        double level = 0;
        foreach (double value in recent)
        {
            level += value / recent.Length;
        }

        double squares = 0;
        for (int i = 0; i < recent.Length; i++)
        {
            double error = recent[^(i + 1)] - (level * shape.At((((first - i - 1) % slots) + slots) % slots));
            squares += error * error / recent.Length;
        }

        return new PanelMeanFit(shape, level, Math.Sqrt(squares), first);
    }

    public IFittedModel Restore(StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new PanelMeanFit(later, reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
    }
}
