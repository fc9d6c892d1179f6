using System.Text;
using CapacityFunctions.Cli.CommandLine;
using CapacityFunctions.Planning.Files;

namespace CapacityFunctions.Cli.Files;

/// <summary>Files that planning reads and judges itself.</summary>
internal static class InputText
{
    /// <exception cref="InputException">There is no such file, or it is no text.</exception>
    public static string Of(string path)
    {
        using StreamReader reader = InputFile.OpenText(path);
        try
        {
            return reader.ReadToEnd();
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or DecoderFallbackException or IOException)
        {
            throw InputException.In(path, $"cannot be read: {unreadable.Message}");
        }
    }

    /// <exception cref="InputException">The file was rejected: the first mistake with its place, and how many more there are.</exception>
    public static TInput Accept<TInput>(string path, ReadOutcome<TInput> outcome)
    {
        if (outcome is ReadOutcome<TInput>.Accepted accepted)
        {
            return accepted.Input;
        }

        IReadOnlyList<ReadError> errors = ((ReadOutcome<TInput>.Rejected)outcome).Errors;
        ReadError first = errors[0];
        string more = errors.Count > 1 ? $" (and {errors.Count - 1} more)" : string.Empty;
        string reason = $"{first.Path} {first.Message}{more}";
        throw first is { Line: { } line, Column: { } column } ? InputException.At(path, line, column, reason) : InputException.In(path, reason);
    }
}
