using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CapacityFunctions.Planning.Validation;

namespace CapacityFunctions.Planning.Files;

/// <summary>Reads strictly what people write by hand, and names the place of each mistake.</summary>
internal static class DecisionFile
{
    private static readonly JsonSerializerOptions ReadOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    // The text goes to files and terminals, never into a page: letters of all languages stay readable.
    private static readonly JsonSerializerOptions WriteOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static ReadOutcome<T> Read<T>(string json, Func<T, ProblemList> check, Func<T, T> complete)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8 = Encoding.UTF8.GetBytes(json.TrimStart('\uFEFF'));
        T? input;
        try
        {
            input = JsonSerializer.Deserialize<T>(utf8, ReadOptions);
        }
        catch (JsonException exception)
        {
            return new ReadOutcome<T>.Rejected([JsonMistakes.Explain(exception)]);
        }

        if (input is null)
        {
            return new ReadOutcome<T>.Rejected([new ReadError("$", 1, 1, "must be an object, not null")]);
        }

        IReadOnlyList<InputProblem> problems = check(input).Problems;
        return problems.Count == 0
            ? new ReadOutcome<T>.Accepted(complete(input))
            : new ReadOutcome<T>.Rejected([.. Locate(problems, JsonPlaces.Of(utf8))]);
    }

    internal static string Write<T>(T result) => JsonSerializer.Serialize(result, WriteOptions);

    private static IEnumerable<ReadError> Locate(IReadOnlyList<InputProblem> problems, IReadOnlyDictionary<string, (int Line, int Column)> places) =>
        problems
            .Select(problem => places.TryGetValue(problem.Path, out (int Line, int Column) place)
                ? new ReadError(problem.Path, place.Line, place.Column, problem.Message)
                : new ReadError(problem.Path, Line: null, Column: null, problem.Message))
            .OrderBy(error => error.Line ?? int.MaxValue)
            .ThenBy(error => error.Column);
}
