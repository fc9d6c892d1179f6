using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;
using FsCheck.Xunit;

namespace CapacityFunctions.Forecasting.Tests.Selection;

public class ModelFitterTests
{
    private static readonly MethodCatalog Catalog = MethodCatalog.Default.With(new ExtrapolatingMethod());
    private static readonly PredictionOptions Options = new() { Methods = ["extrapolating", "decaying-percentile"], Periods = [] };

    [Fact]
    public void Fit_MemberExplodesAfterASpike_IsLeftOut()
    {
        double[] values = Quiet(500);
        values[^1] = 47;

        TrainedModel model = new WorkloadPredictionEngine(Options, Catalog).Train(Hourly(values), HorizonSpec.OneDay);

        // The last value lies 42 above the others: extrapolated, it would reach 47 + 24 × 42. Judged without it, the method is the better one.
        Assert.DoesNotContain("extrapolating", model.Name, StringComparison.Ordinal);
        Assert.All(model.Forecast().Mean, mean => Assert.InRange(mean, 4, 12));
        Assert.Equal("extrapolating", model.Candidates[0].Method);
    }

    [Fact]
    public void Fit_NothingSpecial_ItIsChosen()
    {
        TrainedModel model = new WorkloadPredictionEngine(Options, Catalog).Train(Hourly(Quiet(500)), HorizonSpec.OneDay);

        Assert.Contains("extrapolating", model.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_MemberExplodesAfterASpike_IsLeftOutAsLongAsItDoes()
    {
        // Origins an hour apart cover 2.6 horizons: a single method would have to win clearly.
        HorizonSpec horizon = new(SampleSeries.Hour, 24, 1);
        TrainedModel model = new WorkloadPredictionEngine(Options, Catalog).Train(Hourly(Quiet(500)), horizon);
        Assert.Equal(["decaying-percentile", "extrapolating"], model.Name.Split('+').Order());

        TrainedModel spiked = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, [5, 47]));
        TrainedModel restored = TrainedModel.Deserialize(spiked.Serialize(), Catalog);
        TrainedModel calm = spiked.Update(TimeSeries.FromValues(spiked.End, SampleSeries.Hour, [5, 5, 5]));

        Assert.All(spiked.Forecast().Mean, mean => Assert.InRange(mean, 4, 12));
        Assert.Equal(spiked.Forecast().Mean, restored.Forecast().Mean);
        Assert.All(calm.Forecast().Mean, mean => Assert.InRange(mean, 4, 12));
    }

    [Fact]
    public void Update_OnlyMemberExplodes_StopsAtWhatIsAllowed()
    {
        TrainedModel model = new WorkloadPredictionEngine(Options with { Methods = ["extrapolating"] }, Catalog).Train(Hourly(Quiet(500)), HorizonSpec.OneDay);

        Forecast forecast = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, [5, 40, 47])).Forecast();

        // A line of 7 an hour would reach 215; a quarter of 47 − 5 beyond 47 is 57.5, and the scale of the quiet history about 0.1.
        Assert.All(forecast.Mean, mean => Assert.InRange(mean, 47, 58));
    }

    [Fact]
    public void Fit_OnlyMethodThereIs_IsKept()
    {
        double[] values = Quiet(500);
        values[^1] = 47;

        TrainedModel model = new WorkloadPredictionEngine(Options with { Methods = ["extrapolating"] }, Catalog).Train(Hourly(values), HorizonSpec.OneDay);

        Assert.Equal("extrapolating", model.Name);
    }

    [Property(MaxTest = 25)]
    public bool Train_AnyHistory_NoMethodLeavesOneRangeAroundIt(int seed)
    {
        Random random = new(seed);
        double[] values = Wild(random, random.Next(30, 260));
        (double lowest, double highest) = (values.Min(), values.Max());
        double range = Math.Max(highest - lowest, 1e-3 * (1 + highest));
        foreach (IForecastMethod method in MethodCatalog.Default.All)
        {
            TrainedModel model = new WorkloadPredictionEngine(new PredictionOptions { Methods = [method.Name] }).Train(Hourly(values), HorizonSpec.OneDay);
            double[] next = [.. values.TakeLast(20).Reverse()];
            Forecast updated = model.Update(TimeSeries.FromValues(model.End, SampleSeries.Hour, next)).Forecast();
            if (!model.Forecast().Mean.Concat(updated.Mean).All(mean => mean >= lowest - (1.01 * range) && mean <= highest + (1.01 * range)))
            {
                return false;
            }
        }

        return true;
    }

    [Property(MaxTest = 15)]
    public bool Train_QuietHistoryWithASpikeAtTheEnd_StaysBelowTheSpike(int seed)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, 300).Select(_ => 5 + (0.3 * random.NextDouble()))];
        double spike = 20 + (random.NextDouble() * 200);
        values[^1] = spike;

        TrainedModel model = new WorkloadPredictionEngine().Train(Hourly(values), HorizonSpec.OneDay);

        // What was judged on quiet hours alone may go a quarter of the recent range beyond the spike, and no farther.
        return model.Forecast().Mean.All(mean => mean >= 0 && mean <= spike + (0.26 * (spike - 5)) + 1);
    }

    private static double[] Wild(Random random, int length)
    {
        double[] values = new double[length];
        double level = 50;
        int kind = random.Next(5);
        for (int i = 0; i < length; i++)
        {
            level += kind == 1 ? (random.NextDouble() * 8) - 4 : 0;
            double season = kind == 2 ? 30 * Math.Sin(2 * Math.PI * i / 24) : 0;
            double trend = kind == 3 ? Math.Exp(4.0 * i / length) : 0;
            double spike = kind == 4 && random.Next(30) == 0 ? 1_000 * random.NextDouble() : 0;
            values[i] = Math.Max(0, level + season + trend + spike + random.NextDouble());
        }

        return values;
    }

    private static double[] Quiet(int length)
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, length).Select(_ => 5 + (0.3 * random.NextDouble()))];
    }

    private static TimeSeries Hourly(double[] values) => TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, values);

    /// <summary>The mean while usage is quiet; a line through the last two values when they lie far apart.</summary>
    private sealed class ExtrapolatingMethod : IForecastMethod
    {
        public string Name => "extrapolating";

        public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1);

        public IFittedModel? Fit(FitRequest request)
        {
            ReadOnlySpan<double> history = request.History.Span;
            double sum = 0;
            foreach (double value in history[..^1])
            {
                sum += value;
            }

            return new ExtrapolatingModel(sum / (history.Length - 1), history[^2], history[^1]);
        }

        public IFittedModel Restore(StateReader reader) => new ExtrapolatingModel(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }

    private sealed class ExtrapolatingModel(double mean, double previous, double last) : IFittedModel
    {
        public string Description => "a line";

        public IFittedModel Update(ObservationBlock block)
        {
            ExtrapolatingModel model = this;
            for (int i = 0; i < block.Length; i++)
            {
                model = block.Missing.Span[i] ? model : model.Next(block.Values.Span[i]);
            }

            return model;
        }

        public MethodForecast Forecast(ForecastRequest request)
        {
            double slope = Math.Abs(last - previous) > 1 ? last - previous : 0;
            double[] expected = [.. Enumerable.Range(1, request.Horizon).Select(step => slope == 0 ? mean : last + (slope * step))];
            double[] deviation = [.. Enumerable.Repeat(0.087, request.Horizon)];
            return new MethodForecast(expected, deviation);
        }

        public void Write(StateWriter writer)
        {
            writer.WriteDouble(mean);
            writer.WriteDouble(previous);
            writer.WriteDouble(last);
        }

        private ExtrapolatingModel Next(double value) => new(mean, last, value);
    }
}
