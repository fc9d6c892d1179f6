using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Prophet;

/// <summary>A fitted model. The calendar part stays as fitted; an update advances time and, if there is one, the process of recent errors.</summary>
/// <param name="parts">What was fitted.</param>
/// <param name="passed">Steps since the history that was fitted; counted, because a sum of many fractions of a day would drift.</param>
/// <param name="residual">What is left of the latest errors; null to forget them as the original does.</param>
internal sealed class ProphetModel(ProphetParts parts, int passed, ResidualProcess? residual) : IFittedModel
{
    private const byte Version = 1;

    public string Description => parts.Describe();

    public ProphetParts Parts => parts;

    public IFittedModel Update(ObservationBlock block)
    {
        int end = passed + block.Length;
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
        writer.WriteInt32(passed);
        writer.WriteBoolean(residual is not null);
        residual?.Write(writer);
    }

    public static ProphetModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "prophet");
        return new ProphetModel(
            ProphetParts.Read(reader), reader.ReadInt32(), reader.ReadBoolean() ? ResidualProcess.Read(reader) : null);
    }

    private double[] Days(int count)
    {
        double[] days = new double[count];
        for (int step = 0; step < count; step++)
        {
            days[step] = parts.End + ((passed + step) * parts.StepDays);
        }

        return days;
    }
}
