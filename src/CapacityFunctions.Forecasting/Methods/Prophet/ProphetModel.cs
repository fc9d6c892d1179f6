using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>A fitted model. The calendar part stays as fitted; an update advances time and, if there is one, the process of recent errors.</summary>
/// <param name="parts">What was fitted.</param>
/// <param name="next">Start of the next step in days since 1970-01-01T00Z.</param>
/// <param name="residual">What is left of the latest errors; null to forget them as the original does.</param>
internal sealed class ProphetModel(ProphetParts parts, double next, ResidualProcess? residual) : IFittedModel
{
    private const byte Version = 1;

    public string Description => parts.Describe();

    public ProphetParts Parts => parts;

    public IFittedModel Update(ObservationBlock block)
    {
        double end = next + (block.Length * parts.StepDays);
        if (residual is not { } process)
        {
            return new ProphetModel(parts, end, null);
        }

        double[] expected = parts.Evaluate(Days(block.Length), block.Regressors).Mean;
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        for (int i = 0; i < expected.Length; i++)
        {
            process = missing[i] ? process.Skip() : process.Observe(parts.Scale.ToScaled(values[i]) - expected[i]);
        }

        return new ProphetModel(parts, end, process);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] days = Days(request.Horizon);
        (double[] mean, double[] sensitivity) = parts.Evaluate(days, request.Regressors);
        double[] noise = new double[mean.Length];
        if (residual is { } process)
        {
            process.Forecast(mean, noise);
        }
        else
        {
            noise.AsSpan().Fill(parts.Noise * parts.Noise);
        }

        double[] deviation = new double[mean.Length];
        double[] times = new double[mean.Length];
        for (int step = 0; step < mean.Length; step++)
        {
            times[step] = Math.Max(0, parts.Scale.Time(days[step]) - 1);
            double trend = sensitivity[step] * sensitivity[step] * parts.Uncertainty.Variance(times[step]);
            mean[step] = parts.Scale.ToUsage(mean[step]);
            sensitivity[step] *= parts.Scale.Size;
            deviation[step] = parts.Scale.Size * Math.Sqrt(noise[step] + trend);
            noise[step] = parts.Scale.Size * Math.Sqrt(noise[step]);
        }

        return new ProphetForecast(mean, deviation, noise, sensitivity, times, parts.Uncertainty);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        parts.Write(writer);
        writer.WriteDouble(next);
        writer.WriteBoolean(residual is not null);
        residual?.Write(writer);
    }

    public static ProphetModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "prophet");
        return new ProphetModel(
            ProphetParts.Read(reader), reader.ReadDouble(), reader.ReadBoolean() ? ResidualProcess.Read(reader) : null);
    }

    /// <summary>Each step on its own from the start of the history: a sum of many fractions of a day would drift.</summary>
    private double[] Days(int count)
    {
        double[] days = new double[count];
        for (int step = 0; step < count; step++)
        {
            days[step] = next + (step * parts.StepDays);
        }

        return days;
    }
}
