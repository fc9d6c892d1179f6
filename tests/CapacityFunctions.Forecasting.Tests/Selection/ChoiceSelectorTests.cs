using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Selection;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Selection;

public sealed class ChoiceSelectorTests
{
    private static readonly TimeSeries History = TimeSeries.FromValues(SampleSeries.Start, SampleSeries.Hour, [.. Noise(500)]);
    private static readonly OriginPlan Plan = OriginPlan.Create(History, HorizonSpec.OneDay, 1);
    private static readonly RollingEvaluator Evaluator = new(History, HorizonSpec.OneDay, [], 1, ForecastBounds.Of(History.Values, 1));

    [Fact]
    public void Select_LearnedAtTheSameLoss_HasTwoThirdsAndMore()
    {
        Candidate own = Of("own", miss: 0);
        Candidate learned = Of("learned", miss: 0, isLearned: true);

        Choice choice = Select(own, learned);

        // 34 origins over eleven horizons: odds 2 · (1 + 8 ÷ origins) against 1.
        double odds = 2 * (1 + (8.0 / Plan.Origins.Length));
        Assert.Equal(odds / (1 + odds), WeightOf(choice, "learned"), 1e-9);
        Assert.Equal(1 / (1 + odds), WeightOf(choice, "own"), 1e-9);
    }

    [Fact]
    public void Select_FewOrigins_LearnedHaveAtLeastHalf()
    {
        // A week ahead after ten days covers little more than one horizon.
        TimeSeries history = History.Head(240);
        OriginPlan plan = OriginPlan.Create(history, HorizonSpec.OneWeek, 1);
        RollingEvaluator evaluator = new(history, HorizonSpec.OneWeek, [], 1, ForecastBounds.Of(history.Values, 1));
        Candidate own = Of("own", miss: 0, evaluator: evaluator, plan: plan);
        Candidate learned = Of("learned", miss: 0, isLearned: true, evaluator: evaluator, plan: plan);

        Choice choice = ChoiceSelector.Select([own, learned], evaluator, allowsCombination: true);

        double odds = 1 + (8.0 / plan.Origins.Length);
        Assert.Equal(odds / (1 + odds), WeightOf(choice, "learned"), 1e-9);
        Assert.True(WeightOf(choice, "learned") > 0.5);
    }

    [Fact]
    public void Select_AnyLosses_WeightsArePositiveAndSumToOne()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            Candidate[] candidates = [.. Enumerable.Range(0, random.Next(2, 8)).Select(
                number => Of($"method-{number}", 3 * random.NextDouble(), isLearned: random.Next(3) == 0, number: number))];

            Choice choice = Select(candidates);

            Assert.All(choice.Members, member => Assert.InRange(member.Weight, 1e-6, 1));
            Assert.Equal(1, choice.Members.Sum(member => member.Weight), 1e-9);
            Assert.Equal(choice.Members.Count, choice.Members.Select(member => member.Method.Name).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(choice.Members.OrderByDescending(member => member.Weight).Select(member => member.Weight), choice.Members.Select(member => member.Weight));
        }
    }

    [Fact]
    public void Select_OwnMethodClearlyBetter_WinsAlone()
    {
        Choice choice = Select(Of("own", miss: 0), Of("learned", miss: 20, isLearned: true));

        Assert.Equal(["own"], choice.Members.Select(member => member.Method.Name));
    }

    [Fact]
    public void Select_LearnedMuchWorse_WeighsByItsLoss()
    {
        // Losses are stated here, forecasts alike: the mix is no worse than what a method does alone, and holds both.
        Candidate own = Of("own", miss: 0);
        Candidate learned = Of("learned", miss: 0, isLearned: true);

        Choice choice = Select(own, learned with { Score = new RowScore(4 * own.Score.Pinball, 1) });

        // Own 1, learned 2 · (1 + 8 ÷ origins) ÷ 4.
        double part = 0.5 * (1 + (8.0 / Plan.Origins.Length));
        Assert.Equal(part / (1 + part), WeightOf(choice, "learned"), 1e-9);
    }

    [Fact]
    public void Select_TwoLearned_ShareTheirPartByInverseLosses()
    {
        Candidate own = Of("own", miss: 0);
        Candidate first = Of("first", miss: 0, isLearned: true);
        Candidate second = Of("second", miss: 0, isLearned: true);

        Choice choice = Select(own, first, second with { Score = new RowScore(2 * own.Score.Pinball, 1) });

        Assert.Equal(2, WeightOf(choice, "first") / WeightOf(choice, "second"), 1e-9);

        // The better one's loss says how much both weigh.
        double odds = 2 * (1 + (8.0 / Plan.Origins.Length));
        Assert.Equal(1 / (1 + odds), WeightOf(choice, "own"), 1e-9);
    }

    [Fact]
    public void Select_NoCombination_IsTheBestAlone()
    {
        Choice choice = ChoiceSelector.Select(
            [Of("own", miss: 1), Of("learned", miss: 0.5, isLearned: true)], Evaluator, allowsCombination: false);

        Assert.Equal(["learned"], choice.Members.Select(member => member.Method.Name));
    }

    [Fact]
    public void Select_LearnedAlone_IsChosenAmongItself()
    {
        Choice choice = Select(Of("learned", miss: 0, isLearned: true));

        Assert.Equal([("learned", 1.0)], choice.Members.Select(member => (member.Method.Name, member.Weight)));
    }

    private static Choice Select(params Candidate[] candidates) => ChoiceSelector.Select(candidates, Evaluator, allowsCombination: true);

    private static double WeightOf(Choice choice, string name) => choice.Members.Single(member => member.Method.Name == name).Weight;

    private static IEnumerable<double> Noise(int length)
    {
        Random random = new(3);
        return Enumerable.Range(0, length).Select(_ => 50 + (2 * random.NextDouble()) - 1);
    }

    private static Candidate Of(
        string name, double miss, bool isLearned = false, int number = 0, RollingEvaluator? evaluator = null, OriginPlan? plan = null)
    {
        MissingMethod method = new(name, miss, isLearned, number);
        OriginForecasts past = (evaluator ?? Evaluator).Evaluate(method, plan ?? Plan)!;
        return new Candidate(method, past, RowScore.Of(past));
    }

    /// <summary>Misses the mean by as much as it shall, in a direction and size that change from origin to origin.</summary>
    private sealed class MissingMethod(string name, double miss, bool isLearned, int number) : IForecastMethod
    {
        public string Name => name;

        public bool IsLearned => isLearned;

        public TimeSpan EstimateCost(FitRequest request) => TimeSpan.FromMicroseconds(1);

        public IFittedModel? Fit(FitRequest request) => new MissingModel(miss, number, request.History.Length);

        public IFittedModel Restore(StateReader reader) => throw new NotSupportedException();
    }

    private sealed class MissingModel(double miss, int number, int seen) : IFittedModel
    {
        public string Description => "misses";

        public IFittedModel Update(ObservationBlock block) => new MissingModel(miss, number, seen + block.Length);

        public MethodForecast Forecast(ForecastRequest request)
        {
            double off = miss * ((2 * new Random((1_000 * number) + seen).NextDouble()) - 1);
            return new MethodForecast([.. Enumerable.Repeat(50 + off, request.Horizon)], [.. Enumerable.Repeat(0.6, request.Horizon)]);
        }

        public void Write(StateWriter writer) => throw new NotSupportedException();
    }
}
