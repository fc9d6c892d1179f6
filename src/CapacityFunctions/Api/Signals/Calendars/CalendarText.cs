namespace CapacityFunctions.Api.Signals.Calendars;

/// <summary>
/// The lines of an iCalendar text (RFC 5545, §3.1), unfolded and cut into its events and time zones. Each event is read by itself afterwards, so that
/// one that can't be read loses no other, and nothing nests deeper than it should.
/// </summary>
internal sealed class CalendarText
{
    /// <summary>Events of one calendar.</summary>
    internal const int MostEvents = 5_000;

    /// <summary>A calendar, an event and its alarm are three.</summary>
    private const int DeepestNesting = 8;

    private CalendarText()
    {
    }

    /// <summary>Lines of the calendars themselves.</summary>
    public List<string> Properties { get; } = [];

    /// <summary>Lines of each event, without its alarms.</summary>
    public List<List<string>> Events { get; } = [];

    /// <summary>Lines of each time zone, its parts among them.</summary>
    public List<List<string>> Zones { get; } = [];

    /// <returns>The text cut up, or why it can't be.</returns>
    internal static (CalendarText? Text, string? Unreadable) Parse(string body)
    {
        CalendarText text = new();
        Stack<string> open = [];
        int number = 0;
        foreach (string line in Unfolded(body))
        {
            number++;
            string upper = line.Length <= 64 ? line.TrimEnd().ToUpperInvariant() : string.Empty;
            if (upper.StartsWith("BEGIN:", StringComparison.Ordinal))
            {
                open.Push(upper[6..]);
                if (open.Count > DeepestNesting)
                {
                    return (null, $"The calendar nests deeper than {DeepestNesting} components (logical line {number}).");
                }

                text.Begin(open);
            }
            else if (upper.StartsWith("END:", StringComparison.Ordinal))
            {
                if (open.Count == 0 || !string.Equals(open.Pop(), upper[4..], StringComparison.Ordinal))
                {
                    return (null, $"The calendar can't be read: '{line.TrimEnd()}' ends what did not begin (logical line {number}).");
                }

                text.Add(open, line);
                continue;
            }

            if (open.Count == 0 || open.Last() != "VCALENDAR")
            {
                return (null, "The calendar can't be read: it does not begin with BEGIN:VCALENDAR.");
            }

            text.Add(open, line);
            if (text.Events.Count > MostEvents)
            {
                return (null, $"A calendar has at most {MostEvents} events; send it in parts.");
            }
        }

        return open.Count > 0 || number == 0
            ? (null, "The calendar can't be read: there is no complete BEGIN:VCALENDAR … END:VCALENDAR.")
            : (text, null);
    }

    /// <summary>The value of a property, without its parameters; null when it is not there.</summary>
    internal static string? ValueOf(IEnumerable<string> lines, string name)
    {
        foreach (string line in lines)
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Length > name.Length && line[name.Length] is ':' or ';')
            {
                bool quoted = false;
                for (int i = name.Length; i < line.Length; i++)
                {
                    quoted ^= line[i] == '"';
                    if (line[i] == ':' && !quoted)
                    {
                        return Unescaped(line[(i + 1)..].Trim());
                    }
                }
            }
        }

        return null;
    }

    private static string Unescaped(string value) => value
        .Replace("\\,", ",", StringComparison.Ordinal)
        .Replace("\\;", ";", StringComparison.Ordinal)
        .Replace("\\\\", "\\", StringComparison.Ordinal);

    private static IEnumerable<string> Unfolded(string body)
    {
        System.Text.StringBuilder? logical = null;
        foreach (string line in body.Split('\n'))
        {
            string bare = line.TrimEnd('\r');
            if (bare.Length > 0 && bare[0] is ' ' or '\t')
            {
                logical?.Append(bare, 1, bare.Length - 1);
                continue;
            }

            if (logical is { Length: > 0 })
            {
                yield return logical.ToString();
            }

            logical = new System.Text.StringBuilder(bare);
        }

        if (logical is { Length: > 0 })
        {
            yield return logical.ToString();
        }
    }

    private void Begin(Stack<string> open)
    {
        if (open.Count == 2 && open.Peek() == "VEVENT")
        {
            Events.Add([]);
        }
        else if (open.Count == 2 && open.Peek() == "VTIMEZONE")
        {
            Zones.Add([]);
        }
    }

    private void Add(Stack<string> open, string line)
    {
        string outer = open.Count >= 2 ? open.ElementAt(open.Count - 2) : string.Empty;
        if (open.Count == 1)
        {
            Properties.Add(line);
        }
        else if (outer == "VEVENT" && open.Count == 2 && !line.StartsWith("BEGIN:", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("END:", StringComparison.OrdinalIgnoreCase))
        {
            Events[^1].Add(line);
        }
        else if (outer == "VTIMEZONE")
        {
            Zones[^1].Add(line);
        }
    }
}
