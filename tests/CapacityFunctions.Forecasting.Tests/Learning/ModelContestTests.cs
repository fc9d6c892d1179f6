using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;

namespace CapacityFunctions.Forecasting.Tests.Learning;

public sealed class ModelContestTests
{
    private const int Series = 8;

    private static readonly SeriesPanel Panel = SamplePanel.Of(Series, days: 28);
    private static readonly ILearnedModel Learned = SamplePanel.Learn(Panel);

    [Fact]
    public void Run_NoChampion_IsPromotedForBeatingSeasonalNaive()
    {
        ContestResult result = ModelContest.Run(Panel, Learned, champion: null);

        Assert.True(result.IsPromoted, result.Reason);
        Assert.Equal(Series, result.Series);
        Assert.Equal(Series * ModelContest.MostOrigins, result.Origins);
        Assert.Null(result.ChampionLoss);

        // The last day repeats its noise and misses by √2 of it, the mean day by little more than 1.
        Assert.InRange(result.ChallengerLoss!.Value / result.NaiveLoss!.Value, 0.6, 0.9);
        Assert.Contains("seasonal naive: better", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorseThanSeasonalNaiveAndNoChampion_IsNotPromoted()
    {
        ContestResult result = ModelContest.Run(Panel, new Scaled(Learned, _ => 2), champion: null);

        Assert.False(result.IsPromoted);
        Assert.True(result.ChallengerLoss > result.NaiveLoss);
        Assert.Contains("not better", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BetterThanTheChampion_IsPromoted()
    {
        ContestResult result = ModelContest.Run(Panel, Learned, new Scaled(Learned, _ => 1.2));

        Assert.True(result.IsPromoted, result.Reason);
        Assert.Equal(Series, result.BySeries.Wins);
        Assert.True(result.ChallengerLoss < result.ChampionLoss);

        // All of eight series: 2 · (1/2)⁸.
        Assert.Equal(1 / 128.0, result.BySeries.PValue, 1e-12);
    }

    [Fact]
    public void Run_TheChampionItself_IsNotPromoted()
    {
        ContestResult result = ModelContest.Run(Panel, Learned, Learned);

        Assert.False(result.IsPromoted);
        Assert.Equal(result.ChampionLoss, result.ChallengerLoss);
        Assert.Equal(Series, result.BySeries.Ties);
    }

    [Fact]
    public void Run_BetterOnOneSeriesAloneByFar_IsNotPromoted()
    {
        // The champion is far off on one series, the challenger a little on the nine others.
        SeriesPanel panel = SamplePanel.Of(10, days: 28);
        ILearnedModel learned = SamplePanel.Learn(panel);

        ContestResult result = ModelContest.Run(
            panel, new Scaled(learned, id => id == "series-00" ? 1 : 1.05), new Scaled(learned, id => id == "series-00" ? 1.9 : 1));

        // 2 · (1 + 10) ÷ 2¹⁰ = 0.021.
        Assert.Equal((1, 9), (result.BySeries.Wins, result.BySeries.Losses));
        Assert.True(result.ChallengerLoss < result.ChampionLoss);
        Assert.False(result.IsPromoted);
        Assert.Contains("a few series alone", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ChampionWithoutAnyForecast_IsJudgedAgainstSeasonalNaive()
    {
        ContestResult result = ModelContest.Run(Panel, Learned, new Scaled(Learned, _ => double.NaN));

        Assert.True(result.IsPromoted, result.Reason);
        Assert.StartsWith("the champion forecasts nothing", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NothingCanBeJudged_IsNotPromoted()
    {
        ContestResult result = ModelContest.Run(Panel, new Scaled(Learned, _ => double.NaN), champion: null);

        Assert.Equal((false, 0, null), (result.IsPromoted, result.Series, result.ChallengerLoss));
    }

    /// <summary>What the contest asks at origins before the cutoff is answered with nothing, so all of its origins lie behind it.</summary>
    [Fact]
    public void Run_AnyPanel_JudgesOnlyWhatWasHeldBack()
    {
        Recorder recorder = new(Learned);

        ModelContest.Run(Panel, recorder, champion: null);

        // The second half of 28 days, less the day that is forecast.
        DateTimeOffset cutoff = SampleSeries.Start.AddDays(14);
        Assert.Equal(Series * ModelContest.MostOrigins, recorder.Fitted.Count);
        Assert.All(recorder.Fitted, origin => Assert.InRange(origin, cutoff, cutoff.AddDays(13)));
        Assert.True(recorder.Fitted.Max() - recorder.Fitted.Min() > TimeSpan.FromDays(9), "The origins crowd together.");
    }

    [Fact]
    public void Run_MoreSeriesThanFit_JudgesSomeOfAllOfThem()
    {
        SeriesPanel panel = SamplePanel.Of(150, days: 6);
        Recorder recorder = new(SamplePanel.Learn(panel));

        ContestResult result = ModelContest.Run(panel, recorder, champion: null);

        Assert.Equal(ModelContest.MostSeries, result.Series);
        Assert.Equal(ModelContest.MostSeries, recorder.Asked.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("series-00", recorder.Asked);
        Assert.Contains("series-98", recorder.Asked);
    }

    [Fact]
    public void Run_OtherHorizon_Throws() =>
        Assert.Throws<ArgumentException>("challenger", () => ModelContest.Run(SamplePanel.Of(2, 28, HorizonSpec.OneWeek), Learned, champion: null));

    [Theory]
    [InlineData(0, 6)]
    [InlineData(1, 6)]
    [InlineData(5, 6)]
    [InlineData(100, 6)]
    public void CoarseToFine_AnyCount_VisitsEachOnceBeginningWithTheNewest(int count, int wanted)
    {
        int[] order = [.. SeriesContest.CoarseToFine(count, wanted)];

        Assert.Equal(Enumerable.Range(0, count), order.Order());
        Assert.True(count == 0 || order[0] == count - 1);
    }

    /// <summary>A model whose forecasts are off by a factor; not a number for none.</summary>
    private sealed class Scaled(ILearnedModel model, Func<string, double> factor) : ILearnedModel
    {
        public string Name => model.Name;

        public HorizonSpec Horizon => model.Horizon;

        public string Description => model.Description;

        public IForecastMethod For(LearnedSeries series) => new Method(model.For(series), factor(series.Id));

        public IForecastMethod ForHeldBack(LearnedSeries series) => new Method(model.ForHeldBack(series), factor(series.Id));

        public byte[] Serialize() => model.Serialize();

        private sealed class Method(IForecastMethod inner, double factor) : IForecastMethod
        {
            public string Name => inner.Name;

            public TimeSpan EstimateCost(FitRequest request) => inner.EstimateCost(request);

            public IFittedModel? Fit(FitRequest request) =>
                double.IsNaN(factor)
                    ? null
                    : inner.Fit(request with { History = request.History.ToArray().Select(value => value * factor).ToArray() });

            public IFittedModel Restore(StateReader reader) => inner.Restore(reader);
        }
    }

    /// <summary>Notes where a model was fitted.</summary>
    private sealed class Recorder(ILearnedModel model) : ILearnedModel, IForecastMethod
    {
        private IForecastMethod? _method;

        public List<DateTimeOffset> Fitted { get; } = [];

        public List<string> Asked { get; } = [];

        public string Name => model.Name;

        public HorizonSpec Horizon => model.Horizon;

        public string Description => model.Description;

        public IForecastMethod For(LearnedSeries series) => throw new InvalidOperationException("A contest is about what was held back.");

        public IForecastMethod ForHeldBack(LearnedSeries series)
        {
            Asked.Add(series.Id);
            _method = model.ForHeldBack(series);
            return this;
        }

        public byte[] Serialize() => model.Serialize();

        public TimeSpan EstimateCost(FitRequest request) => _method!.EstimateCost(request);

        public IFittedModel? Fit(FitRequest request)
        {
            IFittedModel? fitted = _method!.Fit(request);
            if (fitted is not null)
            {
                Fitted.Add(request.Start + (request.Step * request.History.Length));
            }

            return fitted;
        }

        public IFittedModel Restore(StateReader reader) => _method!.Restore(reader);
    }
}
