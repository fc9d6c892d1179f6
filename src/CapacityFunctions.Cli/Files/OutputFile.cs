using System.IO.Compression;
using System.Text;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Files;

/// <summary>Writes files that the user named: UTF-8 without a byte order mark, lines end in LF on every system.</summary>
internal static class OutputFile
{
    /// <summary>Makes or replaces a file, and packs it when its name ends in <c>.gz</c>; missing folders are made.</summary>
    /// <exception cref="InputException">It cannot be written there.</exception>
    public static StreamWriter Create(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            Stream file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
            Stream target = InputFile.IsGzip(path) ? new GZipStream(file, CompressionLevel.Optimal) : file;
            return new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16) { NewLine = "\n" };
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw InputException.In(path, $"cannot be written: {refused.Message}");
        }
    }
}
