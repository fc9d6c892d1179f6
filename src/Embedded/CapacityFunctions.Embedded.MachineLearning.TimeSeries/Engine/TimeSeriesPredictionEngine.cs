using System.Runtime.CompilerServices;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Engine;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.TimeSeries;

/// <summary>Observes examples one at a time and forecasts after them. Not safe for concurrent use.</summary>
/// <typeparam name="TSrc">The input's row.</typeparam>
/// <typeparam name="TDst">The output's row.</typeparam>
public sealed class TimeSeriesPredictionEngine<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    private readonly ForecastOrder order = new() { ObservesRows = false };
    private readonly List<ForecastStep> steps = [];
    private readonly IEnumerable<TDst> predictions;

    // A forecast alone needs no example, but the columns before it need a row to stand on.
    private TSrc current = (TSrc)RuntimeHelpers.GetUninitializedObject(typeof(TSrc));

    internal TimeSeriesPredictionEngine(
        MLContext context, ITransformer transformer, bool ignoreMissingColumns, SchemaDefinition? input, SchemaDefinition? output)
    {
        IDataView source = context.Data.LoadFromEnumerable(Current(), input);
        IDataView view = ForecastStep.Attach(transformer, source, order, steps);
        predictions = context.Data.CreateEnumerable<TDst>(view, reuseRowObject: false, ignoreMissingColumns, output);
    }

    /// <summary>Observes an example, then forecasts.</summary>
    /// <param name="example">The next row of the series; a NaN in it is passed over.</param>
    /// <param name="horizon">Steps; null for those of the estimator. Another number needs its variable horizon.</param>
    /// <param name="confidenceLevel">In [0, 1); null for that of the estimator.</param>
    /// <exception cref="ArgumentOutOfRangeException">horizon or confidenceLevel is outside its range.</exception>
    public TDst Predict(TSrc? example, int? horizon = null, float? confidenceLevel = null)
    {
        if (example is not null)
        {
            current = example;
            steps.ForEach(step => step.Observe());
        }

        return Predict(horizon, confidenceLevel);
    }

    /// <summary>Forecasts without observing anything.</summary>
    /// <param name="horizon">Steps; null for those of the estimator. Another number needs its variable horizon.</param>
    /// <param name="confidenceLevel">In [0, 1); null for that of the estimator.</param>
    /// <exception cref="ArgumentOutOfRangeException">horizon or confidenceLevel is outside its range.</exception>
    public TDst Predict(int? horizon = null, float? confidenceLevel = null)
    {
        (order.Horizon, order.ConfidenceLevel) = (horizon, confidenceLevel);
        return predictions.First();
    }

    private IEnumerable<TSrc> Current()
    {
        yield return current;
    }
}
