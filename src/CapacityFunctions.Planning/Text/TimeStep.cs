using System.Globalization;

namespace CapacityFunctions.Planning.Text;

/// <summary>The step of a grid as people write it: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>1d</c>, <c>1w</c>.</summary>
public static class TimeStep
{
    private const int MostDays = 364;

    /// <returns>False for anything else, or for less than a second or more than 52 weeks.</returns>
    public static bool TryParse(string? text, out TimeSpan step)
    {
        step = default;
        if (text is not { Length: >= 2 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return false;
        }

        TimeSpan unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        if (unit == TimeSpan.Zero || count == 0 || count > TimeSpan.FromDays(MostDays) / unit)
        {
            return false;
        }

        step = unit * count;
        return true;
    }
}
