using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CapacityFunctions.Api.Paging;

/// <summary>A continuation token as callers get it: the list it belongs to, the window of its first part, and where the store goes on.</summary>
/// <param name="List">Digest of the path and the parameters that choose what is listed.</param>
/// <param name="Window">From (inclusive) and to (exclusive); null for lists without.</param>
/// <param name="Position">The store's own token.</param>
internal sealed record ListToken(string List, (DateTimeOffset From, DateTimeOffset To)? Window, string Position)
{
    private const char Separator = '.';

    /// <summary>Parameters that don't choose what is listed: how it is cut and shown, who asks, and what the token holds itself.</summary>
    private static readonly string[] Neutral = ["continuationToken", "pageSize", "code", QueryMiddleware.Format, "from", "to"];

    /// <summary>The list that a request asks for.</summary>
    internal static string ListOf(HttpRequest request)
    {
        IEnumerable<string> chosen = request.Query
            .Where(parameter => !Neutral.Contains(parameter.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(parameter => parameter.Key, StringComparer.OrdinalIgnoreCase)
            .Select(parameter => $"{parameter.Key.ToUpperInvariant()}={parameter.Value}");
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path.Value?.ToUpperInvariant()}\n{string.Join('\n', chosen)}"));
        return Base64Url.EncodeToString(digest.AsSpan(0, 9));
    }

    internal string ToText() => string.Join(
        Separator,
        List,
        Window is { } window ? string.Create(CultureInfo.InvariantCulture, $"{window.From.UtcTicks}-{window.To.UtcTicks}") : string.Empty,
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Position)));

    /// <returns>Null for a text that is no token.</returns>
    internal static ListToken? Parse(string text)
    {
        try
        {
            return text.Split(Separator) is [var list, var window, var position] && TryWindow(window, out (DateTimeOffset, DateTimeOffset)? span)
                ? new ListToken(list, span, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(position)))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool TryWindow(string text, out (DateTimeOffset From, DateTimeOffset To)? window)
    {
        window = null;
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Split('-') is not [var from, var to] || !TryInstant(from, out DateTimeOffset first) || !TryInstant(to, out DateTimeOffset last))
        {
            return false;
        }

        window = (first, last);
        return true;
    }

    private static bool TryInstant(string text, out DateTimeOffset instant)
    {
        bool valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long ticks) && ticks <= DateTime.MaxValue.Ticks;
        instant = valid ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return valid;
    }
}
