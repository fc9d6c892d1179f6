using System.Diagnostics;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.MachineLearning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Learned;

/// <summary>Trains every learner over some accounts.</summary>
internal sealed class PanelTraining
{
    private readonly List<ILearnedModel> models = [];

    /// <param name="accounts">Their usage, up to what may be known.</param>
    /// <param name="horizon">How far ahead.</param>
    /// <param name="budget">CPU time of each learner.</param>
    public PanelTraining(IEnumerable<(string Account, TimeSeries Usage)> accounts, HorizonSpec horizon, TimeSpan budget)
    {
        SeriesPanel panel = new(horizon, [.. accounts.Select(account => new PanelSeries(LearnedSeries.Of(account.Account), account.Usage))]);
        foreach (ILearner learner in MachineLearningLearners.All)
        {
            long started = Stopwatch.GetTimestamp();
            TimeSpan cpu = Environment.CpuUsage.TotalTime;
            ILearning learning = learner.Begin(panel, new LearningOptions { Threads = Environment.ProcessorCount, CpuBudget = budget });
            while (!learning.IsComplete)
            {
                learning.Advance();
            }

            models.Add(learning.Complete());
            Times.Add((learner.Name, Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu));
        }
    }

    public IReadOnlyList<ILearnedModel> Models => models;

    /// <summary>What each learner took.</summary>
    public List<(string Learner, TimeSpan Wall, TimeSpan Cpu)> Times { get; } = [];

    /// <summary>All methods for an account, learned ones among them.</summary>
    public MethodCatalog CatalogFor(string account) =>
        MachineLearningMethods.Catalog.With(models.Select(model => model.For(LearnedSeries.Of(account))));
}
