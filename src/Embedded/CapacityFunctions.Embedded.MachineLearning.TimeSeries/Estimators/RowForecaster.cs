using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;

/// <summary>Observes the rows of one cursor and forecasts after each.</summary>
internal sealed class RowForecaster(ValueGetter<float> read, ForecastColumns columns, SsaSequence sequence, ForecastOrder order)
{
    private float value;

    public float[] Forecast { get; private set; } = [];

    /// <summary>Empty without bounds, like <see cref="Upper"/>.</summary>
    public float[] Lower { get; private set; } = [];

    public float[] Upper { get; private set; } = [];

    /// <summary>Takes the cursor's row.</summary>
    public void Advance()
    {
        if (order.ObservesRows)
        {
            read(ref value);
            sequence.Observe(value);
        }

        int horizon = order.Horizon ?? columns.Horizon;
        Forecast = sequence.Forecast(horizon);
        if (!columns.HasBounds)
        {
            return;
        }

        double width = NormalQuantile.OfCentralInterval(order.ConfidenceLevel ?? columns.ConfidenceLevel);
        float[] deviations = sequence.Deviations(horizon);
        (Lower, Upper) = (new float[horizon], new float[horizon]);
        for (int step = 0; step < horizon; step++)
        {
            Lower[step] = (float)(Forecast[step] - (width * deviations[step]));
            Upper[step] = (float)(Forecast[step] + (width * deviations[step]));
        }
    }
}
