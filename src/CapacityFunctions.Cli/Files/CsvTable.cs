using System.Text;
using CapacityFunctions.Cli.CommandLine;
using Sylvan.Data.Csv;

namespace CapacityFunctions.Cli.Files;

/// <summary>A CSV file with a header, read row by row; columns are found by name in any order, further ones are passed over.</summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvDataReader _reader;
    private readonly string[] _names;
    private readonly int[] _ordinals;

    private CsvTable(string path, CsvDataReader reader, string[] names, int[] ordinals)
    {
        Path = path;
        _reader = reader;
        _names = names;
        _ordinals = ordinals;
    }

    public string Path { get; }

    /// <summary>Line of the current row, the header being line 1; a quoted field with a line break in it counts as one line.</summary>
    public long Line => _reader.RowNumber + 1;

    /// <summary>Opens a file; one whose name ends in <c>.gz</c> is unpacked on the way.</summary>
    /// <param name="path">The file.</param>
    /// <param name="required">Columns that must be there; they get the numbers 0, 1, … in this order.</param>
    /// <param name="optional">Columns that may be there, numbered after the required ones.</param>
    /// <exception cref="InputException">There is no such file, it cannot be read, or its header lacks a column or has it twice.</exception>
    public static CsvTable Open(string path, IReadOnlyList<string> required, params IReadOnlyList<string> optional)
    {
        StreamReader text = InputFile.OpenText(path);
        try
        {
            CsvDataReader reader = CsvDataReader.Create(
                text, new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true, BufferSize = 1 << 16, OwnsReader = true });
            string[] names = [.. required, .. optional];
            int[] ordinals = [.. names.Select((name, index) => Find(reader, path, name, index < required.Count))];
            return new CsvTable(path, reader, names, ordinals);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            text.Dispose();
            throw InputException.At(path, 1, 1, Reason(unreadable));
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <exception cref="InputException">The file is damaged there.</exception>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw InputException.At(Path, Line, 1, Reason(unreadable));
        }
    }

    /// <summary>The field of a column without white space at its ends; empty when the column or the field is missing.</summary>
    public ReadOnlySpan<char> Field(int column)
    {
        int ordinal = _ordinals[column];
        return ordinal >= 0 && ordinal < _reader.RowFieldCount ? _reader.GetFieldSpan(ordinal).Trim() : default;
    }

    /// <summary>An error at a field of the current row.</summary>
    public InputException Error(int column, string problem) =>
        InputException.At(Path, Line, Math.Max(0, _ordinals[column]) + 1, $"{_names[column]} {problem}");

    public void Dispose() => _reader.Dispose();

    private static int Find(CsvDataReader reader, string path, string name, bool required)
    {
        int found = -1;
        for (int ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            if (!string.Equals(reader.GetName(ordinal).Trim(), name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found >= 0)
            {
                throw InputException.At(path, 1, ordinal + 1, $"the header names {name} twice");
            }

            found = ordinal;
        }

        return found < 0 && required ? throw InputException.At(path, 1, 1, $"the header has no column {name}") : found;
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is CsvFormatException or CsvMissingHeadersException or InvalidDataException or IOException or DecoderFallbackException;

    private static string Reason(Exception exception) => exception switch
    {
        CsvMissingHeadersException => "the file is empty, a header is needed",
        CsvRecordTooLargeException => "the row is longer than any row can be; is a quote left open?",
        CsvFormatException => "the row is not valid CSV; is a quote missing?",
        InvalidDataException => "the file is not a valid gzip file",
        DecoderFallbackException => "the file is not UTF-8 text",
        _ => exception.Message,
    };
}
