using System.Text.Json;
using System.Text.RegularExpressions;
using CapacityFunctions.Planning.Explanations;

namespace CapacityFunctions.Planning.Tests.Explanations;

public sealed class DecisionExplanationTests
{
    private static readonly Regex Number = new(@"[0-9]+(\.[0-9]+)?", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    public static TheoryData<string> Names => [.. DecisionCases.All.Keys];

    /// <summary>A sentence says a number only as facts hold it.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Of_EveryNumberInTheSentences_StandsInTheFacts(string name)
    {
        Explanation explanation = DecisionExplanation.Of(DecisionCases.All[name]);
        HashSet<string> known = [.. Number.Matches(JsonSerializer.Serialize(explanation.Facts, JsonSerializerOptions.Web)).Select(Plain)];
        known.UnionWith(Number.Matches($"{explanation.At:O}").Select(Plain));

        string[] told = [.. Number.Matches(ExplanationText.Of(explanation)).Select(Plain)];

        Assert.NotEmpty(told);
        Assert.All(told, number => Assert.Contains(number, known));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_Sentences_AreWhole(string name)
    {
        Explanation explanation = DecisionExplanation.Of(DecisionCases.All[name]);

        Assert.All(explanation.Sections.SelectMany(section => section.Sentences).Append(explanation.Headline), sentence =>
        {
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("..", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", sentence, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Of_Sections_ComeInTheOrderOfTheQuestions() => Assert.Equal(
        ["Seen", "Predicted", "Decided", "Bound", "Cost", "Without the override", "Allocated"],
        DecisionExplanation.Of(DecisionCases.Overridden).Sections.Select(section => section.Title));

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_IsGolden(string name) => Assert.Equal(GoldenTexts.Of(name), ExplanationText.Of(DecisionExplanation.Of(DecisionCases.All[name])));

    private static string Plain(Match number) => number.Value.Contains('.', StringComparison.Ordinal)
        ? number.Value.TrimStart('0').TrimEnd('0').TrimEnd('.')
        : number.Value.TrimStart('0');
}
