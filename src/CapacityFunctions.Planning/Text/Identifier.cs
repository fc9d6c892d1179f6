namespace CapacityFunctions.Planning.Text;

/// <summary>The rule that all names of the system obey.</summary>
internal static class Identifier
{
    private const int LongestName = 128;

    /// <summary>Why a text is no name, or null when it is one.</summary>
    internal static string? Refusal(string text) => text switch
    {
        "" => "A name must not be empty.",
        "*" => "The name * stands for everything and cannot name one thing.",
        { Length: > LongestName } => $"A name has at most {LongestName} characters; this one has {text.Length}.",
        _ when char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) => "A name must not begin or end with white space.",
        _ when text.Any(char.IsControl) => "A name must not contain control characters.",
        _ when HasLoneSurrogate(text) => "A name must be valid Unicode.",
        _ => null,
    };

    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }
}
