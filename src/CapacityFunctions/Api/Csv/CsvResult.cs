using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace CapacityFunctions.Api.Csv;

/// <summary>A list as CSV; where the next part begins stands in the headers.</summary>
/// <param name="table">How entries become rows.</param>
/// <param name="items">The entries.</param>
/// <param name="continuationToken">Null for the last part.</param>
internal sealed class CsvResult(ICsvTable table, IEnumerable<object> items, string? continuationToken) : IStatusCodeActionResult
{
    internal const string ContentType = "text/csv";

    /// <summary>The header with the token of the next part.</summary>
    internal const string TokenHeader = "x-continuation-token";

    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        HttpResponse response = context.HttpContext.Response;
        response.ContentType = $"{ContentType}; charset=utf-8; header=present";
        if (continuationToken is not null)
        {
            response.Headers[TokenHeader] = continuationToken;
        }

        StringBuilder text = new();
        CsvText.AppendRow(text, table.Columns);
        foreach (IReadOnlyList<object?> row in items.SelectMany(table.RowsOf))
        {
            CsvText.AppendRow(text, row);
        }

        await response.WriteAsync(text.ToString(), context.HttpContext.RequestAborted);
    }
}
