using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Files;

/// <summary>Writes files that others read meanwhile: they see the one before or the new one, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Makes or replaces a file; missing folders are made.</summary>
    /// <exception cref="InputException">It cannot be written there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            // Deleting what isn't there is no error, but a folder that isn't there is.
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw InputException.In(path, $"cannot be written: {refused.Message}");
        }
    }
}
