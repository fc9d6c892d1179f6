using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Cli.Tables;
using CapacityFunctions.Planning.Simulations;
using CapacityFunctions.Planning.Simulations.Analysis;
using Spectre.Console;

namespace CapacityFunctions.Cli.Simulations;

/// <summary>What <c>simulate</c> prints: one row a policy, what each reserves at equal shortage, and where the cost comes from.</summary>
internal static class SimulationTable
{
    private static readonly string[] Titles =
        ["policy", "reserved", "used", "shortage", "share", "cost", "× clairvoyant", "× reactive", "increases", "decreases", "exceeded"];

    public static void Write(SimulationOutcome outcome, SimulationReport report, CliContext context)
    {
        Table table = new() { Border = context.OutputIsTerminal ? TableBorder.Rounded : TableBorder.Simple };
        foreach (string title in Titles)
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = title == Titles[0] ? Justify.Left : Justify.Right, NoWrap = true });
        }

        double? cheapest = report.Policies.Where(policy => policy.Policy != SimulationPolicyNames.Clairvoyant).Min(policy => (double?)policy.Cost);
        foreach (PolicyReport policy in report.Policies)
        {
            Style style = policy.Cost == cheapest ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow([.. Cells(policy).Select(cell => new Text(cell, style))]);
        }

        TableOutput.Write(table, context);
        foreach (string line in Remarks(outcome, report))
        {
            context.Output.WriteLine(line);
        }
    }

    private static IEnumerable<string> Cells(PolicyReport policy) =>
    [
        policy.Policy,
        Amount(policy.ReservedUnitHours),
        Amount(policy.UsedUnitHours),
        Amount(policy.ShortageUnitHours),
        Percent(policy.ShortageShare),
        Amount(policy.Cost),
        Number(policy.CostVsClairvoyant, "0.00"),
        Number(policy.CostVsReactive, "0.000"),
        policy.Increases.ToString(CultureInfo.InvariantCulture),
        policy.Decreases.ToString(CultureInfo.InvariantCulture),
        Percent(policy.Exceedance),
    ];

    private static IEnumerable<string> Remarks(SimulationOutcome outcome, SimulationReport report)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"reserved, used, shortage: unit hours; share: shortage ÷ used; cost: reserved × {report.PricePerUnitHour} + shortage × {report.ShortageCostPerUnitHour}; exceeded: buckets with a shortage; orders are in force after {report.ProvisioningMinutes:0.##} minutes");
        if (report.AtReactiveShortage.Count > 0)
        {
            IEnumerable<string> parts = report.AtReactiveShortage.Select(entry =>
                $"{entry.Policy} {(entry.ReservedUnitHours is { } hours ? $"{Amount(hours)} (× {Number(entry.VsReactive, "0.000")})" : "not reached")}");
            yield return $"reserved at reactive's own shortage of {Percent(outcome.Reactive.Total.ShortageShare)}: {string.Join(", ", parts)}";
        }

        foreach (CostDecomposition cost in report.Decomposition)
        {
            yield return $"{cost.Policy} {Amount(cost.Cost)} = used {Amount(cost.ClairvoyantCost)} + unused {Amount(cost.UnusedCost)} + shortage {Amount(cost.ShortageExtraCost)}; "
                + $"above what is used, {Amount(cost.NoiseCost)} would be lost even if orders held at once, {Amount(cost.LeadTimeCost)} are due to the provisioning time; "
                + $"the best constant correction in hindsight would save {Amount(cost.CalibrationCost)}; quantile exceeded in {Percent(cost.Exceedance)} of buckets, {Percent(cost.NominalExceedance)} wanted; bias of the mean {Percent(cost.MeanBias)}";
        }
    }

    private static string Amount(double value) => value.ToString(Math.Abs(value) >= 100 ? "#,##0" : "0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    private static string Number(double? value, string format) => value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : "–";
}
