using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Estimators;
using CapacityFunctions.Embedded.MachineLearning.TimeSeries.Modelling;
using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;

namespace CapacityFunctions.Embedded.MachineLearning.TimeSeries.Engine;

/// <summary>A forecast inside an engine's chain, with a state of its own.</summary>
internal sealed class ForecastStep
{
    private readonly SsaSequence sequence;
    private readonly IDataView input;
    private readonly DataViewSchema.Column column;

    private ForecastStep(SsaSequence sequence, IDataView input, DataViewSchema.Column column)
    {
        this.sequence = sequence;
        this.input = input;
        this.column = column;
    }

    /// <summary>Puts a transformer behind a view of the current example.</summary>
    /// <param name="transformer">May be a chain, and hold other chains.</param>
    /// <param name="source">The view.</param>
    /// <param name="order">What predictions ask for.</param>
    /// <param name="steps">Receives the forecasts in the order of the chain.</param>
    public static IDataView Attach(ITransformer transformer, IDataView source, ForecastOrder order, List<ForecastStep> steps)
    {
        switch (transformer)
        {
            case SsaForecastingTransformer forecast:
                SsaSequence copy = forecast.Sequence.Clone();
                ForecastView output = new(source, forecast.Columns, copy, order);
                steps.Add(new ForecastStep(copy, source, source.Schema[forecast.Columns.Input]));
                return output;
            case IEnumerable<ITransformer> chain:
                return chain.Aggregate(source, (view, part) => Attach(part, view, order, steps));
            default:
                return transformer.Transform(source);
        }
    }

    /// <summary>Takes in the series' value of the current example.</summary>
    public void Observe()
    {
        using DataViewRowCursor cursor = input.GetRowCursor([column]);
        float value = 0;
        if (cursor.MoveNext())
        {
            cursor.GetGetter<float>(column)(ref value);
            sequence.Observe(value);
        }
    }
}
