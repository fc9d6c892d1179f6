using CapacityFunctions.Forecasting.Inputs;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Inputs;

public class InputTrainingTests
{
    private static readonly WorkloadPredictionEngine Engine = new(new PredictionOptions { Methods = ["seasonal-naive", "seasonal-average", "theta", "arima", "prophet"] });

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(3, false)]
    [InlineData(7, true)]
    public void Train_PlantedEffect_IsFoundWithItsDelayAndForecast(int lag, bool isPercentage)
    {
        // On top of usage between 15 and 80: 30 units, or 60 %.
        double[] campaign = PlantedSeries.Campaign(5);
        double[] usage = PlantedSeries.Usage(campaign, lag, (value, on) => isPercentage ? value * (1 + (0.6 * on)) : value + (30 * on));
        ExternalInputs inputs = new([PlantedSeries.Input("campaign", campaign), PlantedSeries.Input("noise", PlantedSeries.Noise(6))]);

        TrainedModel model = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.OneDay, inputs);
        Forecast forecast = model.Forecast(inputs);

        InputUse use = model.Inputs.Single(input => input.IsKept);
        Assert.Equal(("campaign", lag), (use.Name, use.LagSteps));
        Assert.True(use.LossWith < 0.6 * use.LossWithout, $"{use.LossWith} against {use.LossWithout}");
        Assert.Null(forecast.InputReason);

        // The noise of the series has a standard deviation of 1.7 ÷ √(1 − 0.7²) = 2.4 and a mean absolute value of 2, up to 1.6 times that
        // where it is raised; seasons, level and effect have to be estimated beside it.
        double error = Enumerable.Range(0, 24).Average(step => Math.Abs(forecast.Mean[step] - usage[PlantedSeries.Length + step]));
        Assert.InRange(error, 0, 6);
    }

    [Fact]
    public void Train_PlantedEffect_HasThePlantedSize()
    {
        double[] campaign = PlantedSeries.Campaign(5);
        double[] usage = PlantedSeries.Usage(campaign, 0, (value, on) => value + (30 * on));
        double[] always = [.. campaign.Select((on, i) => i < PlantedSeries.Length ? on : 1)];
        double[] never = [.. campaign.Select((on, i) => i < PlantedSeries.Length ? on : 0)];

        TrainedModel model = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.OneDay, Known(campaign));

        // The same model asked for a day with and for one without.
        double[] differences = [.. Enumerable.Range(0, 24).Select(step => model.Forecast(Known(always)).Mean[step] - model.Forecast(Known(never)).Mean[step])];
        Assert.InRange(differences.Average(), 27, 33);
    }

    [Fact]
    public void Train_NoiseInputs_AreDroppedInNineOfTenSeeds()
    {
        WorkloadPredictionEngine quick = new(new PredictionOptions { Methods = ["seasonal-naive", "seasonal-average"] });
        int kept = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            TimeSeries series = PlantedSeries.Series(SampleSeries.HourlyValues(PlantedSeries.Length, seed));
            ExternalInputs inputs = new(
            [
                PlantedSeries.Input("white", PlantedSeries.Noise(1_000 + seed)),
                PlantedSeries.Input("blocks", PlantedSeries.Campaign(2_000 + seed)),
            ]);
            kept += quick.Train(series, HorizonSpec.OneDay, inputs).Inputs.Count(input => input.IsKept);
        }

        // Of 80.
        Assert.InRange(kept, 0, 8);
    }

    [Fact]
    public void Train_LeadingIndicator_HelpsUpToItsDelay()
    {
        // What is observed now acts in five hours: the first five steps are known. Without weekends: seasons are looked for before the effect of
        // the indicator is known, and a week is not seen through it.
        double[] indicator = PlantedSeries.Noise(3);
        double[] usage = [.. SampleSeries.HourlyValues(indicator.Length, 1, weekendFactor: 1).Select((value, i) => value + (i >= 5 ? 25 * indicator[i - 5] : 0))];
        ExternalInputs inputs = new([PlantedSeries.Input("latency", indicator, InputKnowledge.ObservedOnly)]);

        TrainedModel model = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.For(SampleSeries.Hour, 6), inputs);
        Forecast forecast = model.Forecast(inputs);

        Assert.Equal(5, model.Inputs.Single().LagSteps);
        Assert.True(model.Inputs.Single().IsKept, model.Inputs.Single().Reason);

        // Without the indicator the mean error is at least 12.5, the mean of |25 × uniform between −1 and 1|; the series alone errs by 2.
        double error = Enumerable.Range(0, 5).Average(step => Math.Abs(forecast.Mean[step] - usage[PlantedSeries.Length + step]));
        Assert.InRange(error, 0, 8);
    }

    [Fact]
    public void Train_LaterValuesOfAnObservedInput_ChangeNothing()
    {
        double[] indicator = PlantedSeries.Noise(3);
        double[] usage = PlantedSeries.Usage(indicator, 5, (value, signal) => value + (25 * signal));
        double[] changed = [.. indicator.Select((value, i) => i >= PlantedSeries.Length ? 100 * value : value)];
        ExternalInputs one = new([PlantedSeries.Input("latency", indicator, InputKnowledge.ObservedOnly)]);
        ExternalInputs other = new([PlantedSeries.Input("latency", changed, InputKnowledge.ObservedOnly)]);

        TrainedModel model = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.OneDay, one);
        TrainedModel same = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.OneDay, other);

        Assert.True(model.Inputs.Single().IsKept);
        Assert.Equal(model.Serialize(), same.Serialize());
        Assert.Equal(model.Forecast(one).Mean, model.Forecast(other).Mean);
        Assert.Equal(model.Forecast(one).Quantile(0.9), model.Forecast(other).Quantile(0.9));
    }

    [Fact]
    public void Train_ConstantAndCollinearInputs_AreHarmless()
    {
        double[] campaign = PlantedSeries.Campaign(5);
        double[] usage = PlantedSeries.Usage(campaign, 0, (value, on) => value + (30 * on));
        ExternalInputs inputs = new(
        [
            PlantedSeries.Input("campaign", campaign),
            PlantedSeries.Input("twice", [.. campaign.Select(on => 2 * on)]),
            PlantedSeries.Input("constant", [.. campaign.Select(_ => 3.0)]),
            PlantedSeries.Input("huge", [.. PlantedSeries.Noise(4).Select(value => 1e12 * value)]),
            new ExternalInput("empty", InputKnowledge.KnownAhead, []),
        ]);

        TrainedModel model = Engine.Train(PlantedSeries.Series(usage), HorizonSpec.OneDay, inputs);
        Forecast forecast = model.Forecast(inputs);

        // Of two that say the same one is enough.
        Assert.Single(model.Inputs, input => input.IsKept);
        Assert.Equal(["campaign", "constant", "empty", "huge", "twice"], model.Inputs.Select(input => input.Name));
        double error = Enumerable.Range(0, 24).Average(step => Math.Abs(forecast.Mean[step] - usage[PlantedSeries.Length + step]));
        Assert.InRange(error, 0, 6);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("all missing")]
    [InlineData("one point")]
    [InlineData("three points")]
    [InlineData("constant")]
    [InlineData("all zero")]
    [InlineData("30 % missing")]
    [InlineData("one giant spike")]
    [InlineData("step change last night")]
    [InlineData("shorter than its period")]
    public void Train_StrangeHistory_StaysFinite(string name)
    {
        TimeSeries history = StrangeHistories.Get(name);
        ExternalInputs inputs = new(
        [
            PlantedSeries.Input("campaign", PlantedSeries.Campaign(5)),
            PlantedSeries.Input("latency", PlantedSeries.Noise(3, 200), InputKnowledge.ObservedOnly),
        ]);

        TrainedModel model = new WorkloadPredictionEngine().Train(history, HorizonSpec.OneDay, inputs);
        Forecast forecast = model.Forecast(inputs);

        Assert.All(forecast.Mean, value => Assert.True(double.IsFinite(value) && value >= 0));
        Assert.All(forecast.Quantile(0.99), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Train_WithoutInputs_IsAsBefore()
    {
        TimeSeries series = SampleSeries.Hourly(400);

        Assert.Equal(Engine.Train(series, HorizonSpec.OneDay).Serialize(), Engine.Train(series, HorizonSpec.OneDay, ExternalInputs.None).Serialize());
    }

    private static ExternalInputs Known(double[] campaign) => new([PlantedSeries.Input("campaign", campaign)]);
}
