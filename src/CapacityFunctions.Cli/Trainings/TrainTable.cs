using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Learning;
using CapacityFunctions.Cli.Tables;
using Spectre.Console;

namespace CapacityFunctions.Cli.Trainings;

/// <summary>What <c>train</c> prints: one row a model.</summary>
internal static class TrainTable
{
    private static readonly string[] Titles = ["model", "series", "s", "KiB", "loss", "seasonal naive", "better on", "p", "verdict"];

    public static void Write(TrainReport report, string folder, CliContext context)
    {
        Table table = new() { Border = context.OutputIsTerminal ? TableBorder.Rounded : TableBorder.Simple };
        foreach (string title in Titles)
        {
            bool isText = title is "model" or "verdict";
            table.AddColumn(new TableColumn(title) { Alignment = isText ? Justify.Left : Justify.Right, NoWrap = true });
        }

        foreach (ModelEntry model in report.Trained.Models)
        {
            table.AddRow([.. Cells(model).Select(cell => new Text(cell))]);
        }

        TableOutput.Write(table, context);
        context.Output.WriteLine(
            "loss: scaled pinball at origins of the time that a model held back; better on, p: series with a lower loss than seasonal naive, two-sided sign test");
        context.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Trained.Horizon} steps of {TimeSpan.FromSeconds(report.Trained.GridSeconds)} ahead; {report.WallSeconds:0.0} s, {report.CpuSeconds:0.0} CPU s, {report.PeakMemoryMiB:0} MiB: {folder}"));
    }

    private static IEnumerable<string> Cells(ModelEntry model) =>
    [
        model.Learner,
        model.Series.ToString(CultureInfo.InvariantCulture),
        Number(model.Seconds, "0.0"),
        Number(model.Bytes / 1024.0, "0"),
        Number(model.Contest.Loss, "0.0000"),
        Number(model.Contest.NaiveLoss, "0.0000"),
        $"{model.Contest.Wins} of {model.Contest.Series}",
        Number(model.Contest.PValue, "0.####"),
        model.Contest.IsBetter ? "better" : "not better",
    ];

    private static string Number(double? value, string format) => value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : "–";
}
