using System.Collections.Concurrent;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Forecasting.Tests.Learning;

/// <summary>What every learner promises.</summary>
public abstract class LearnerTests
{
    // Magic, version, horizon, and the beginning of what was learned.
    private const int Header = 96;

    private static readonly LearningOptions Tiny = new() { CpuBudget = TimeSpan.Zero };

    // Several tests look at the same model, which takes seconds to learn.
    private static readonly ConcurrentDictionary<string, Lazy<ILearnedModel>> Learned = new(StringComparer.Ordinal);

    private protected abstract ILearner Learner { get; }

    private ILearnedModel TinyModel => Learned.GetOrAdd(Learner.Name, _ => new Lazy<ILearnedModel>(() => Learn(Panel, Tiny))).Value;

    private static SeriesPanel Panel => CampaignPanel.Of(6, days: 8, hasSignal: true);

    [Fact]
    public void Advance_AnyThreadsAndInterruptions_GiveTheSameModel()
    {
        byte[] expected = TinyModel.Serialize();

        Assert.Equal(expected, Learn(Panel, Tiny with { Threads = 2 }).Serialize());
        ILearning learning = Learner.Begin(Panel, Tiny);
        for (int done = 1; !learning.IsComplete; done++)
        {
            learning.Advance();

            // After the first pieces one by one, later every third.
            learning = done < 6 || done % 3 == 0 ? Learner.Resume(Panel, Tiny, learning.Checkpoint()) : learning;
        }

        Assert.Equal(expected, learning.Complete().Serialize());
    }

    [Fact]
    public void Advance_ToTheEnd_CompletesOnce()
    {
        ILearning learning = Learner.Begin(Panel, Tiny);
        double progress = learning.Progress;
        Assert.Equal(0, progress);
        Assert.Throws<InvalidOperationException>(() => learning.Complete());
        while (!learning.IsComplete)
        {
            learning.Advance();
            Assert.InRange(learning.Progress, progress, 1);
            progress = learning.Progress;
        }

        Assert.Equal(1, progress);
        Assert.Throws<InvalidOperationException>(learning.Advance);
        ILearnedModel model = learning.Complete();
        Assert.Equal((Learner.Name, HorizonSpec.OneDay), (model.Name, model.Horizon));
        Assert.Contains("6 series", model.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_WhatWasSerialized_ForecastsTheSame()
    {
        ILearnedModel model = TinyModel;
        ILearnedModel restored = Learner.Restore(model.Serialize());

        Assert.Equal((model.Name, model.Horizon, model.Description), (restored.Name, restored.Horizon, restored.Description));
        Assert.Equal(model.Serialize(), restored.Serialize());
        foreach (PanelSeries item in new[] { Panel.Series[2], CampaignPanel.Item(40, 3, hasSignal: true) })
        {
            FitRequest request = RequestAt(item.History, item.History.Length);
            Assert.Equal(Quantiles(model.For(item.Series).Fit(request)!), Quantiles(restored.For(item.Series).Fit(request)!));
            Assert.Equal(Quantiles(model.ForHeldBack(item.Series).Fit(request)!), Quantiles(restored.ForHeldBack(item.Series).Fit(request)!));
            Assert.NotEqual(Quantiles(model.For(item.Series).Fit(request)!), Quantiles(model.ForHeldBack(item.Series).Fit(request)!));

            // The fitted model itself is written with the account's model.
            IFittedModel fitted = model.For(item.Series).Fit(request)!;
            StateWriter writer = new();
            fitted.Write(writer);
            Assert.Equal(Quantiles(fitted), Quantiles(restored.For(item.Series).Restore(new StateReader(writer.ToArray()))));
        }
    }

    /// <summary>Not a value from the cutoff on reaches what judges.</summary>
    [Fact]
    public void ForHeldBack_OtherValuesAfterTheCutoff_ForecastsTheSame()
    {
        SeriesPanel panel = Panel;
        SeriesPanel other = new(panel.Horizon, [.. panel.Series.Select(item => item with { History = Changed(item.History, 120) })]);
        ILearnedModel model = TinyModel;
        ILearnedModel changed = Learn(other, Tiny);
        PanelSeries first = panel.Series[0];

        // The second half of 192 hours is judged; 120 lies behind the cutoff, and what is asked at 110 before the change.
        FitRequest request = RequestAt(first.History, 110);
        Assert.Equal(Quantiles(model.For(first.Series).Fit(request)!), Quantiles(changed.For(first.Series).Fit(request)!));
        Assert.Null(model.For(first.Series).Fit(RequestAt(first.History, 60)));
    }

    [Fact]
    public void Restore_DamagedArtifact_IsRefusedOrReadable()
    {
        byte[] state = TinyModel.Serialize();

        RequireRefusals(state, damaged => Learner.Restore(damaged));
    }

    [Fact]
    public void Resume_DamagedCheckpoint_IsRefusedOrReadable()
    {
        ILearning learning = Learner.Begin(Panel, Tiny);
        learning.Advance();
        learning.Advance();
        learning.Advance();
        byte[] checkpoint = learning.Checkpoint();

        RequireRefusals(checkpoint, damaged => Learner.Resume(Panel, Tiny, damaged), lengths: 20, flips: 40);
    }

    [Fact]
    public void Begin_TheLeastThatIsLearnable_Completes()
    {
        foreach (HorizonSpec horizon in new[] { HorizonSpec.OneDay, HorizonSpec.OneWeek })
        {
            SeriesPanel panel = new(horizon, [.. Enumerable.Range(0, 5).Select(number => CampaignPanel.Item(number, 5, hasSignal: false))]);
            Assert.True(panel.IsLearnable);

            Assert.NotEmpty(Quantiles(Learn(panel, Tiny).For(panel.Series[0].Series).Fit(RequestAt(panel.Series[0].History, 120))!));
        }
    }

    [Fact]
    public void Begin_AllSeriesAreCopies_Completes()
    {
        PanelSeries item = CampaignPanel.Item(0, 8, hasSignal: false);
        SeriesPanel panel = new(HorizonSpec.OneDay, [.. Enumerable.Range(0, 5).Select(number => item with { Series = LearnedSeries.Of($"copy-{number}") })]);

        Assert.Contains("5 series", Learn(panel, Tiny).Description, StringComparison.Ordinal);
    }

    /// <summary>A shape that all series share, and campaigns that are announced.</summary>
    [Fact]
    public void For_CommonPatternAndCampaigns_BeatsSeasonalNaiveAndItselfWithoutThem()
    {
        LearningOptions options = new() { CpuBudget = TimeSpan.FromSeconds(1) };
        double with = LossOf(CampaignPanel.Of(10, days: 16, hasSignal: true), options, out double naive);
        double without = LossOf(CampaignPanel.Of(10, days: 16, hasSignal: false), options, out _);

        Assert.True(with < 0.7 * naive, $"Its loss is {with:0.000}, that of seasonal naive {naive:0.000}.");
        Assert.True(with < 0.85 * without, $"Its loss is {with:0.000}, without the signal {without:0.000}.");
    }

    private double LossOf(SeriesPanel panel, LearningOptions options, out double naive)
    {
        ContestResult contest = ModelContest.Run(panel, Learn(panel, options), champion: null);
        naive = contest.NaiveLoss!.Value;
        Assert.Equal(panel.Series.Count, contest.Series);
        return contest.ChallengerLoss!.Value;
    }

    private ILearnedModel Learn(SeriesPanel panel, LearningOptions options)
    {
        ILearning learning = Learner.Begin(panel, options);
        while (!learning.IsComplete)
        {
            learning.Advance();
        }

        return learning.Complete();
    }

    private static void RequireRefusals(byte[] state, Action<ReadOnlyMemory<byte>> read, int lengths = 60, int flips = 300)
    {
        Random random = new(1);
        for (int i = 0; i < lengths; i++)
        {
            int length = i < 20 ? i : random.Next(state.Length);
            Assert.Throws<InvalidDataException>(() => read(state.AsMemory(0, length)));
        }

        for (int i = 0; i < flips; i++)
        {
            byte[] damaged = [.. state];
            int index = i % Math.Min(Header, state.Length);
            damaged[index] ^= (byte)random.Next(1, 256);
            Exception? refusal = Record.Exception(() => read(damaged));

            // Most bytes are numbers, of which any will do.
            Assert.True(refusal is null or InvalidDataException, $"Byte {index}: {refusal}");
        }

        Assert.Throws<InvalidDataException>(() => read(new byte[100]));
    }

    private static TimeSeries Changed(TimeSeries history, int from) =>
        TimeSeries.FromValues(history.Start, history.Step, [.. history.Values[..from], .. Enumerable.Repeat(777.0, history.Length - from)]);

    private static FitRequest RequestAt(TimeSeries history, int length) =>
        new(history.Values[..length].ToArray(), [24]) { Start = history.Start, Step = history.Step };

    private static double[] Quantiles(IFittedModel model)
    {
        MethodForecast forecast = model.Forecast(new ForecastRequest(24));
        return [.. Enumerable.Range(0, 24).SelectMany(step => new[] { 0.05, 0.5, 0.95 }.Select(probability => forecast.Quantile(step, probability)))];
    }
}
