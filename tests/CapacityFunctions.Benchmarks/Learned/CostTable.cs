using System.Diagnostics;
using System.Globalization;
using CapacityFunctions.Forecasting;
using CapacityFunctions.Forecasting.Learning;
using CapacityFunctions.Forecasting.Methods;
using CapacityFunctions.Forecasting.Persistence;
using CapacityFunctions.Forecasting.Series;

namespace CapacityFunctions.Benchmarks.Learned;

/// <summary>What learned models take: training over all accounts, selection with them, one forecast, and their state.</summary>
/// <param name="accounts">Hourly usage; repeated under other names where there are fewer than wanted.</param>
/// <param name="count">Accounts.</param>
/// <param name="output">Gets the table.</param>
internal sealed class CostTable((string Account, TimeSeries Usage)[] accounts, int count, TextWriter output)
{
    private const int Repetitions = 50;
    private static readonly TimeSpan BudgetOfSeries = TimeSpan.FromSeconds(0.5);

    public void Write()
    {
        ResultTable table = new("horizon", "accounts", "what", "wall s", "CPU s", "ms a forecast", "artifact KB", "state KB an account");
        TimeSpan wall = TimeSpan.Zero;
        foreach (HorizonSpec horizon in new[] { HorizonSpec.OneDay, HorizonSpec.OneWeek })
        {
            (string Account, TimeSeries Usage)[] panel = Panel();
            PanelTraining training = new(panel, horizon, panel.Length * BudgetOfSeries);
            for (int i = 0; i < training.Models.Count; i++)
            {
                (string learner, TimeSpan taken, TimeSpan cpu) = training.Times[i];
                wall += taken;
                (double milliseconds, int bytes) = ForecastOf(training.Models[i], panel[0]);
                table.Add(
                    $"{horizon.Steps} h", $"{panel.Length}", $"train {learner}", Text(taken.TotalSeconds), Text(cpu.TotalSeconds), Text(milliseconds), Kilobytes(training.Models[i].Serialize().Length), Kilobytes(bytes));
            }

            long started = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long bytesOfAll = 0;
            Parallel.ForEach(panel, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, account =>
            {
                TrainedModel model = new WorkloadPredictionEngine(catalog: training.CatalogFor(account.Account)).Train(account.Usage, horizon);
                Interlocked.Add(ref bytesOfAll, model.Serialize().Length);
            });
            wall += Stopwatch.GetElapsedTime(started);
            table.Add(
                $"{horizon.Steps} h", $"{panel.Length}", "select and fit", Text(Stopwatch.GetElapsedTime(started).TotalSeconds), Text((Environment.CpuUsage.TotalTime - before).TotalSeconds), "-", "-", Kilobytes(bytesOfAll / panel.Length));
        }

        table.Write(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all of it: {wall.TotalSeconds:0} s"));
    }

    /// <summary>Copies are scaled and shifted, or learning would know them for what they are and leave them out.</summary>
    private (string Account, TimeSeries Usage)[] Panel() => [.. Enumerable.Range(0, count).Select(i =>
    {
        (string account, TimeSeries usage) = accounts[i % accounts.Length];
        int round = i / accounts.Length;
        double[] values = Array.ConvertAll(usage.Values.ToArray(), value => (value * (1 + (0.1 * round))) + round);
        return ($"{account}-{round}", TimeSeries.FromMasked(usage.Start, usage.Step, values, usage.Missing));
    })];

    private static (double Milliseconds, int Bytes) ForecastOf(ILearnedModel model, (string Account, TimeSeries Usage) account)
    {
        double[] filled = GapRepair.Fill(account.Usage, 1);
        IFittedModel fitted = model.For(LearnedSeries.Of(account.Account)).Fit(
            new FitRequest(filled, []) { Start = account.Usage.Start, Step = account.Usage.Step })!;
        ForecastRequest request = new(model.Horizon.Steps);
        _ = fitted.Forecast(request);
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repetitions; i++)
        {
            _ = fitted.Forecast(request);
        }

        StateWriter writer = new();
        fitted.Write(writer);
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds / Repetitions, writer.ToArray().Length);
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Kilobytes(long bytes) => (bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);
}
