using System.Numerics.Tensors;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Methods.Arima;

/// <summary>A fitted regression with ARIMA errors and the state of its filter.</summary>
/// <param name="coefficients">Order and coefficients.</param>
/// <param name="terms">What the regression is on, beside the constant.</param>
/// <param name="filter">The filter of the differenced errors after the last step seen.</param>
/// <param name="recent">The last errors before differencing, oldest first, as many as differencing uses up.</param>
/// <param name="position">Steps seen.</param>
internal sealed class ArimaModel(
    ArimaCoefficients coefficients, RegressionTerms terms, ArmaFilter filter, double[] recent, long position) : IFittedModel
{
    private const byte Version = 1;

    /// <summary>The model after the history it was fitted to.</summary>
    /// <param name="history">The series.</param>
    /// <param name="columns">The regression's columns over it.</param>
    /// <param name="estimate">What was estimated.</param>
    /// <param name="filter">The filter after the last value.</param>
    /// <param name="terms">What the columns are.</param>
    public static ArimaModel After(
        ReadOnlySpan<double> history, double[][] columns, ArimaEstimate estimate, ArmaFilter filter, RegressionTerms terms)
    {
        ArimaCoefficients coefficients = new(
            estimate.Order, estimate.HasConstant, estimate.Ar, estimate.SeasonalAr, estimate.Ma, estimate.SeasonalMa,
            estimate.Regression, estimate.Variance);
        double[] errors = coefficients.Effects(0, columns, history.Length);
        TensorPrimitives.Subtract(history, errors, errors);
        return new ArimaModel(coefficients, terms, filter, errors[^estimate.Order.Lost..], history.Length);
    }

    public string Description => coefficients.Describe(terms);

    public ArimaCoefficients Coefficients => coefficients;

    public RegressionTerms Terms => terms;

    public IFittedModel Update(ObservationBlock block)
    {
        ReadOnlySpan<double> values = block.Values.Span;
        ReadOnlySpan<bool> missing = block.Missing.Span;
        double[] effects = Effects(values.Length, block.Regressors);
        ArmaFilter advanced = filter.Copy();
        IntegratedErrors errors = new(coefficients.Order, recent);
        for (int i = 0; i < values.Length; i++)
        {
            double carried = errors.Carried;
            double differenced = missing[i] ? advanced.Next : values[i] - effects[i] - carried;
            if (missing[i])
            {
                advanced.Skip();
            }
            else
            {
                advanced.Observe(differenced);
            }

            errors.Push(carried + differenced);
        }

        return new ArimaModel(coefficients, terms, advanced, errors.ToArray(), position + values.Length);
    }

    public MethodForecast Forecast(ForecastRequest request)
    {
        double[] mean = Effects(request.Horizon, request.Regressors);
        ArmaFilter path = filter.Copy();
        IntegratedErrors errors = new(coefficients.Order, recent);
        for (int step = 0; step < mean.Length; step++)
        {
            double error = errors.Carried + path.Next;
            mean[step] += error;
            errors.Push(error);
            path.Skip();
        }

        double[] deviation = new double[mean.Length];
        coefficients.FillDeviations(deviation);
        return new MethodForecast(mean, deviation);
    }

    public void Write(StateWriter writer)
    {
        writer.WriteByte(Version);
        coefficients.Write(writer);
        terms.Write(writer);
        filter.Write(writer);
        writer.WriteDoubles(recent);
        writer.WriteInt64(position);
    }

    public static ArimaModel Read(StateReader reader)
    {
        StateVersion.Require(reader.ReadByte(), Version, "arima");
        ArimaCoefficients coefficients = ArimaCoefficients.Read(reader);
        RegressionTerms terms = RegressionTerms.Read(reader);
        ArmaFilter filter = ArmaFilter.Read(reader, coefficients.FullAr());
        double[] recent = reader.ReadDoubles();
        if (recent.Length != coefficients.Order.Lost || coefficients.Regression.Length != terms.Count + (coefficients.HasConstant ? 1 : 0))
        {
            throw new InvalidDataException($"Model state is damaged: {coefficients.Order} with {recent.Length} past errors.");
        }

        return new ArimaModel(coefficients, terms, filter, recent, reader.ReadInt64());
    }

    private double[] Effects(int length, RegressorMatrix? regressors) =>
        coefficients.Effects(position, terms.Columns(position, length, regressors), length);
}
