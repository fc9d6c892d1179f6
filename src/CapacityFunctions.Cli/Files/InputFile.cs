using System.IO.Compression;
using System.Text;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Files;

/// <summary>Opens files that the user named.</summary>
internal static class InputFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a file, unpacked when its name ends in <c>.gz</c>.</summary>
    /// <exception cref="InputException">There is no such file, or it may not be read.</exception>
    public static Stream Open(string path)
    {
        try
        {
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InputException.In(path, "there is no such file");
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            throw InputException.In(path, Directory.Exists(path) ? "is a directory, a file is needed" : unreadable.Message);
        }
    }

    /// <inheritdoc cref="Open"/>
    public static StreamReader OpenText(string path) => new(Open(path), StrictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
}
