using System.Text.Json;

namespace CapacityFunctions.Planning.Files;

/// <summary>Where each value of a JSON text stands.</summary>
internal static class JsonPlaces
{
    /// <param name="utf8">Valid JSON; comments and trailing commas allowed.</param>
    /// <returns>Line and column, from 1, by path: <c>$.accounts[0].reserved.1</c>.</returns>
    internal static IReadOnlyDictionary<string, (int Line, int Column)> Of(ReadOnlySpan<byte> utf8)
    {
        Dictionary<string, (int Line, int Column)> places = new(StringComparer.Ordinal);
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        Stack<(string Path, int Index)> arrays = new();
        string path = "$";
        Stack<string> parents = new();
        LineCounter counter = new();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path = $"{parents.Peek()}.{reader.GetString()}";
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    parents.Pop();
                    if (reader.TokenType == JsonTokenType.EndArray)
                    {
                        arrays.Pop();
                    }

                    continue;
                default:
                    break;
            }

            if (arrays.TryPeek(out (string Path, int Index) array) && ReferenceEquals(parents.Peek(), array.Path))
            {
                path = $"{array.Path}[{array.Index}]";
                arrays.Pop();
                arrays.Push((array.Path, array.Index + 1));
            }

            places[path] = counter.At(utf8, (int)reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                parents.Push(path);
                if (reader.TokenType == JsonTokenType.StartArray)
                {
                    arrays.Push((path, 0));
                }
            }
        }

        return places;
    }

    /// <summary>Turns rising offsets into lines and columns without reading anything twice.</summary>
    private sealed class LineCounter
    {
        private int _position;
        private int _line = 1;
        private int _lineStart;

        internal (int Line, int Column) At(ReadOnlySpan<byte> utf8, int offset)
        {
            for (; _position < offset; _position++)
            {
                if (utf8[_position] == (byte)'\n')
                {
                    _line++;
                    _lineStart = _position + 1;
                }
            }

            return (_line, offset - _lineStart + 1);
        }
    }
}
