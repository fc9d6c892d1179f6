using System.Globalization;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Planning.Cycles;
using CapacityFunctions.Planning.Predictions;
using Spectre.Console;

namespace CapacityFunctions.Cli.Tables;

/// <summary>What a cycle decided, one row for each account and resource type.</summary>
internal static class DecisionTable
{
    /// <summary>Writes the table: boxed, coloured and with the decisive reason for a terminal; plain, whole and never cut for a file or pipe.</summary>
    public static void Write(IReadOnlyList<AccountDecision> decisions, CycleSummary? summary, IReadOnlyList<HorizonPeak> group, CliContext context)
    {
        bool severalTypes = decisions.Select(decision => decision.ResourceType).Distinct().Count() > 1;
        Table table = new() { Border = context.OutputIsTerminal ? TableBorder.Rounded : TableBorder.Simple };
        foreach (string title in Titles(decisions, severalTypes))
        {
            bool isText = title is "account" or "resource" or "reason" or "by zone";
            table.AddColumn(new TableColumn(Markup.Escape(title)) { Alignment = isText ? Justify.Left : Justify.Right, NoWrap = title is not "reason" and not "by zone" });
        }

        foreach (AccountDecision decision in decisions.OrderBy(decision => decision.AccountId).ThenBy(decision => decision.ResourceType))
        {
            table.AddRow([.. Cells(decision, severalTypes, isBrief: context.OutputIsTerminal).Select(cell => new Text(cell))]);
        }

        table.AddEmptyRow();
        table.AddRow([.. Totals(decisions, summary, group, severalTypes).Select(cell => new Text(cell, new Style(decoration: Decoration.Bold)))]);
        TableOutput.Write(table, context);
    }

    private static IEnumerable<string> Titles(IReadOnlyList<AccountDecision> decisions, bool severalTypes)
    {
        double? level = decisions.SelectMany(decision => decision.Forecasts).FirstOrDefault()?.Level;
        string interval = level is { } known ? $" ({Number(known * 100)} %)" : string.Empty;
        return
        [
            "account", .. severalTypes ? ["resource"] : Array.Empty<string>(), "now", $"1 hour{interval}", $"1 day{interval}", $"1 week{interval}",
            "reserved", "by zone", "allocated", "reason",
        ];
    }

    private static IEnumerable<string> Cells(AccountDecision decision, bool severalTypes, bool isBrief) =>
    [
        decision.AccountId.Value,
        .. severalTypes ? [decision.ResourceType.Value] : Array.Empty<string>(),
        decision.UsageNow is { } now ? Number(now) : "–",
        .. Forecasts(decision.Forecasts),
        Change(decision.ReservedBefore.Values.Sum(), decision.ReservedAfter.Values.Sum()),
        ByZone(decision),
        Change(decision.AllocatedBefore, decision.AllocatedAfter),
        Reason(decision, isBrief),
    ];

    private static IEnumerable<string> Totals(
        IReadOnlyList<AccountDecision> decisions, CycleSummary? summary, IReadOnlyList<HorizonPeak> group, bool severalTypes) =>
    [
        "all",
        .. severalTypes ? [string.Empty] : Array.Empty<string>(),
        Number(decisions.Sum(decision => decision.UsageNow ?? 0)),
        .. Forecasts(group),
        Change(
            decisions.Sum(decision => decision.ReservedBefore.Values.Sum()),
            decisions.Sum(decision => (IsCarriedOut(decision) ? decision.ReservedAfter : decision.ReservedBefore).Values.Sum())),
        string.Empty,
        Change(
            decisions.Sum(decision => decision.AllocatedBefore),
            decisions.Sum(decision => IsCarriedOut(decision) ? decision.AllocatedAfter : decision.AllocatedBefore)),
        string.Join("; ", Remarks(decisions, summary)),
    ];

    /// <summary>What is only recommended is held by nobody and costs nothing: it is no part of the totals.</summary>
    private static bool IsCarriedOut(AccountDecision decision) => decision.Mode == OperatingMode.Enforce;

    private static IEnumerable<string> Remarks(IReadOnlyList<AccountDecision> decisions, CycleSummary? summary)
    {
        if (summary is not null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"cost {summary.CostPerHourBefore:0.00} → {summary.CostPerHourAfter:0.00} an hour");
            yield return $"unmet {Number((double)summary.Unmet)}";
        }

        if (!decisions.All(IsCarriedOut))
        {
            yield return "without what is only recommended";
        }
    }

    /// <summary>One cell for each horizon.</summary>
    private static IEnumerable<string> Forecasts(IReadOnlyList<HorizonPeak> peaks) =>
        ForecastHorizons.All.Select(horizon => Forecast(peaks.FirstOrDefault(peak => peak.Horizon == horizon)));

    private static string Forecast(HorizonPeak? peak) =>
        peak is null ? "–" : $"{Number(peak.Mean)} ({Number(peak.Lower)}–{Number(peak.Upper)})";

    private static string Change(decimal before, decimal after) => $"{Number((double)before)} → {Number((double)after)}";

    private static string ByZone(AccountDecision decision) => string.Join("  ", decision.ReservedBefore.Keys
        .Union(decision.ReservedAfter.Keys, StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Select(zone => $"{zone}: {Change(decision.ReservedBefore.GetValueOrDefault(zone), decision.ReservedAfter.GetValueOrDefault(zone))}"));

    /// <summary>Everything that had a part in it; on a terminal the rule that decided and what operators asked for, or a row would fill half a screen.</summary>
    internal static string Reason(AccountDecision decision, bool isBrief)
    {
        string reasons = string.Join("; ", decision.Reasons
            .Where((reason, index) => !isBrief || index == 0 || reason.StartsWith("override", StringComparison.Ordinal)));
        return decision.Mode == OperatingMode.Recommend ? $"Recommend: {reasons}" : reasons;
    }

    /// <summary>Three significant digits, or whole from a hundred on: what a reader takes in at a glance.</summary>
    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}
