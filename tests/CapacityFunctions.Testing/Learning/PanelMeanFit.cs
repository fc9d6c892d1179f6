using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Testing.Learning;

/// <summary>A series' level and its place in the day.</summary>
internal sealed class PanelMeanFit(DayShape shape, double level, double deviation, int next) : IFittedModel
{
    private int Slots => shape.Sums.Length;

    public string Description => "mean day";

    public IFittedModel Update(ObservationBlock block)
    {
        double moved = level;
        for (int i = 0; i < block.Length; i++)
        {
            double expected = shape.At((next + i) % Slots);
            if (!block.Missing.Span[i] && expected > 0)
            {
                moved += ((block.Values.Span[i] / expected) - moved) / Slots;
            }
        }

        return new PanelMeanFit(shape, moved, deviation, (next + block.Length) % Slots);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        double[] mean = new double[request.Horizon];
        double[] deviations = new double[request.Horizon];
        Array.Fill(deviations, deviation);
        for (int step = 0; step < mean.Length; step++)
        {
            mean[step] = level * shape.At((next + step) % Slots);
        }

        return new MethodForecast(mean, deviations);
    }

    public void Write(StateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteDouble(level);
        writer.WriteDouble(deviation);
        writer.WriteInt32(next);
    }
}
