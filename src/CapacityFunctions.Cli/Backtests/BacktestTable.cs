using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tables;
using Spectre.Console;

namespace CapacityFunctions.Cli.Backtests;

/// <summary>What <c>backtest</c> prints: one row a model, best first, and what was left out.</summary>
internal static class BacktestTable
{
    private const int MostNamed = 10;

    private static readonly string[] Titles =
    [
        "model", "series", "forecasts", "relative loss", "scaled pinball", "MASE", "sMAPE", "MSIS 90 %", "coverage 90 %", "better on", "p", "s a series",
    ];

    public static void Write(BacktestReport report, CliContext context)
    {
        Table table = new() { Border = context.OutputIsTerminal ? TableBorder.Rounded : TableBorder.Simple };
        foreach (string title in Titles)
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = title == Titles[0] ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach (ModelReport model in report.Models)
        {
            Style style = model.Model == report.Baseline ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow([.. Cells(model, report).Select(cell => new Text(cell, style))]);
        }

        TableOutput.Write(table, context);
        foreach (string line in Remarks(report))
        {
            context.Output.WriteLine(line);
        }
    }

    private static IEnumerable<string> Cells(ModelReport model, BacktestReport report) =>
    [
        model.Model == report.Baseline ? $"{model.Model} (baseline)" : model.Model,
        model.Series.ToString(CultureInfo.InvariantCulture),
        model.Origins.ToString(CultureInfo.InvariantCulture),
        Number(model.RelativeLoss, "0.000"),
        Number(model.ScaledPinball, "0.0000"),
        Number(model.Mase, "0.000"),
        Number(model.Smape, "0.00"),
        Number(model.Msis90, "0.00"),
        Number(model.Coverage90, "0.000"),
        model.TestBySeries is { } test ? $"{test.Wins} of {test.Wins + test.Losses + test.Ties}" : string.Empty,
        Number(model.TestBySeries?.PValue, "0.####", string.Empty),
        Number(model.SecondsPerSeries, "0.000"),
    ];

    private static IEnumerable<string> Remarks(BacktestReport report)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Series} series, {report.Horizon} steps of {TimeSpan.FromSeconds(report.GridSeconds)} ahead, at most {report.Origins} origins {report.Step} steps apart; {report.WallSeconds:0.0} s, {report.CpuSeconds:0.0} CPU s, {report.PeakMemoryMiB:0} MiB");
        yield return "relative loss: geometric mean over series of scaled pinball ÷ seasonal naive's; better on, p: series with a lower loss than seasonal naive, two-sided sign test";
        if (report.Learned.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(", ", report.Learned)} learned over all series, anew for each of the origins: {report.LearningSeconds:0.0} s together, no part of s a series");
        }

        if (report.Models.Any(model => model.Series < report.Series))
        {
            yield return "models with fewer forecasts say nothing about some series: only their relative loss compares with the others";
        }

        foreach (string line in Named("too short, or too full of gaps, for all origins", report.ShortSeries.Where(series => series.Origins > 0), series => $" ({series.Origins} of {report.Origins})"))
        {
            yield return line;
        }

        foreach (string line in Named("too short, or too full of gaps, for any origin, left out", report.ShortSeries.Where(series => series.Origins == 0), series => $" ({series.Steps} steps)"))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Named(string what, IEnumerable<ShortSeriesReport> series, Func<ShortSeriesReport, string> remark)
    {
        string[] names = [.. series.Select(entry => $"{entry.AccountId} {entry.ResourceType}{remark(entry)}")];
        if (names.Length > 0)
        {
            string more = names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : string.Empty;
            yield return $"{what}: {string.Join(", ", names.Take(MostNamed))}{more}";
        }
    }

    private static string Number(double? value, string format, string missing = "–") =>
        value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : missing;
}
