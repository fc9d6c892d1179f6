using System.Text;

namespace CapacityFunctions.Planning.Explanations;

/// <summary>An explanation as plain text.</summary>
public static class ExplanationText
{
    /// <summary>The headline, then each section under its title, a sentence a line; lines end in a line feed.</summary>
    public static string Of(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        StringBuilder text = new();
        text.Append(explanation.Headline).Append('\n');
        foreach (ExplanationSection section in explanation.Sections)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            foreach (string sentence in section.Sentences)
            {
                text.Append("  ").Append(sentence).Append('\n');
            }
        }

        return text.ToString();
    }
}
