using System.Collections.Concurrent;
using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>Several networks that differ by their seed; quantiles are averaged.</summary>
internal sealed class NetworkForecaster : IPanelForecaster
{
    private readonly StepFeatures features;
    private readonly FeatureStandard standard;
    private readonly TraitWords words;
    private readonly NetworkSize size;
    private readonly SequenceNetwork[] networks;
    private readonly int horizon;
    private readonly ConcurrentDictionary<int, SequenceNetwork[]> byHorizon = [];

    /// <param name="layout">Of what the networks see.</param>
    /// <param name="standard">Of the features.</param>
    /// <param name="words">Traits.</param>
    /// <param name="size">Of the networks.</param>
    /// <param name="parameters">Of each network.</param>
    /// <param name="horizon">Steps ahead that they were trained for.</param>
    /// <exception cref="InvalidDataException">There is no network, or one has other sizes.</exception>
    public NetworkForecaster(
        FeatureLayout layout, FeatureStandard standard, TraitWords words, NetworkSize size, IReadOnlyList<float[]> parameters, int horizon)
    {
        features = new StepFeatures(layout);
        this.standard = standard;
        this.words = words;
        this.size = size;
        this.horizon = horizon;
        Parameters = parameters;
        NetworkShape shape = NetworkData.ShapeOf(size, layout, horizon, words.Count);
        int count = new NetworkLayout(shape).Count;
        if (parameters.Count == 0 || parameters.Any(values => values.Length != count))
        {
            throw new InvalidDataException($"{parameters.Count} networks of {string.Join(", ", parameters.Select(values => values.Length))} parameters, {count} were expected.");
        }

        networks = [.. parameters.Select(values =>
        {
            SequenceNetwork network = new(shape, seed: 0);
            values.CopyTo(network.Parameters);
            return network;
        })];
    }

    public FeatureLayout Layout => features.Layout;

    public IReadOnlyList<float[]> Parameters { get; }

    public void Forecast(in SeriesPast past, LearnedSeries series, Span<double> quantiles)
    {
        int steps = quantiles.Length / QuantileGrid.Count;
        SequenceNetwork[] fitting = byHorizon.GetOrAdd(
            steps, static (count, owner) => Array.ConvertAll(owner.networks, network => network.ForHorizon(count)), this);
        NetworkBatch batch = new(fitting[0].Shape, 1);
        float[] rows = new float[steps * Layout.RowCount];
        features.FillAhead(past, steps, horizon, rows, batch.Base);
        for (int step = 0; step < steps; step++)
        {
            standard.Apply(rows.AsSpan(step * Layout.RowCount, Layout.RowCount), batch.StepRow(step, 0));
        }

        features.FillWindow(past, batch.Window);
        batch.Traits[0] = words.Of(series.Traits);
        float[] own = new float[quantiles.Length];
        quantiles.Clear();
        foreach (SequenceNetwork network in fitting)
        {
            network.Predict(batch, own);
            for (int i = 0; i < own.Length; i++)
            {
                quantiles[i] += own[i] / fitting.Length;
            }
        }
    }

    public override string ToString() =>
        $"{networks.Length} networks of {size.Layers} × {size.Units} units reading {size.WindowSteps} steps";
}
