using CapacityFunctions.Planning.Signals;

namespace CapacityFunctions.Api.Signals;

/// <summary>Reads a batch of signals as JSON or CSV.</summary>
internal static class SignalsBody
{
    private static readonly string[] Columns = ["signal", "scope", "timestamp", "value"];

    private static readonly BatchBody<ReportedSignal> Body = new(
        Fields: Columns,
        RequiredColumns: Columns,
        FromJson: Row,
        FromCsv: Row,
        Strange: words => new ReportedSignal("(strange)", words, null, null));

    /// <returns>The rows, or why the body as a whole can't be read.</returns>
    internal static (IReadOnlyList<ReportedSignal>? Rows, string? Unreadable) Parse(string body, string? contentType) => Body.Parse(body, contentType);

    private static ReportedSignal Row(Func<string, string?> field) => new(field("signal"), field("scope"), field("timestamp"), field("value"));
}
