using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Empirical;

/// <summary>The values seen last, and how they are weighted.</summary>
/// <param name="weights">Of a value in the distribution of a future one.</param>
/// <param name="values">Oldest first; NaN where nothing was observed since training.</param>
internal sealed class EmpiricalModel(EmpiricalWeights weights, float[] values) : IFittedModel
{
    private const byte Version = 1;

    public string Description => (weights.Period, weights.StateSteps) switch
    {
        (1, 0) => $"distribution with a half-life of {weights.HalfLifeSteps:0} steps",
        (_, 0) => $"distribution of the phase of {weights.Period} steps, half-life {weights.HalfLifeSteps:0}",
        (1, _) => $"distribution after similar states, half-life {weights.HalfLifeSteps:0} steps",
        _ => $"distribution of the phase of {weights.Period} steps after similar states, half-life {weights.HalfLifeSteps:0}",
    };

    /// <summary>The oldest values make room for the new ones.</summary>
    public IFittedModel Update(ObservationBlock block)
    {
        ReadOnlySpan<double> newest = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        float[] advanced = new float[values.Length];
        int kept = Math.Max(0, values.Length - newest.Length);
        values.AsSpan(values.Length - kept).CopyTo(advanced);
        for (int i = kept; i < advanced.Length; i++)
        {
            int source = newest.Length - advanced.Length + i;
            advanced[i] = missing[source] ? float.NaN : (float)newest[source];
        }

        return new EmpiricalModel(weights, advanced);
    }

    public MethodForecast Forecast(ForecastRequest request) => new EmpiricalDistribution(weights, values).Forecast(request.Horizon);

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        weights.Write(writer);
        writer.WriteSingles(values);
    }

    public static EmpiricalModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "an empirical distribution");
        return new EmpiricalModel(EmpiricalWeights.Read(reader), reader.ReadSingles());
    }
}
