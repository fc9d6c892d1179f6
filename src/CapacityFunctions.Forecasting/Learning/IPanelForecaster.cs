using CapacityFunctions.Forecasting.Learning.Features;

namespace CapacityFunctions.Forecasting.Learning;

/// <summary>The part of a learned model that looks at one history and says what comes. Immutable and shared between threads.</summary>
internal interface IPanelForecaster
{
    FeatureLayout Layout { get; }

    /// <summary>Forecasts the steps after a history, in scaled usage.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="series">Traits of the series.</param>
    /// <param name="quantiles">
    /// Receives one row a step with the quantiles of <see cref="Intervals.QuantileGrid"/>, ascending in each row; its length says how many steps.
    /// </param>
    void Forecast(in SeriesPast past, LearnedSeries series, Span<double> quantiles);
}
