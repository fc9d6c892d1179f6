using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Files;

/// <summary>Reads JSON files and says where they are wrong.</summary>
internal static class JsonInput
{
    /// <exception cref="InputException">There is no such file, or it is not JSON of this shape; names line, byte in the line and path.</exception>
    public static T Read<T>(string path, Func<Stream, T?> deserialize)
    {
        using Stream stream = InputFile.Open(path);
        try
        {
            return deserialize(stream) ?? throw InputException.At(path, 1, 1, "null stands where the content is needed");
        }
        catch (JsonException malformed)
        {
            throw Explain(path, malformed);
        }
        catch (InvalidDataException damaged)
        {
            throw InputException.In(path, $"is not a valid gzip file: {damaged.Message}");
        }
    }

    /// <summary>One line out of what the serializer says, whose own message spreads place and cause.</summary>
    public static InputException Explain(string path, JsonException malformed)
    {
        string message = malformed.Message;
        int place = message.IndexOf(" Path: ", StringComparison.Ordinal);
        string reason = (place < 0 ? message : message[..place]).ReplaceLineEndings(" ").TrimEnd('.', ' ');
        string where = malformed.Path is { Length: > 1 } jsonPath ? $"{jsonPath}: " : string.Empty;
        return InputException.At(path, (malformed.LineNumber ?? 0) + 1, (malformed.BytePositionInLine ?? 0) + 1, $"{where}{reason}");
    }
}
