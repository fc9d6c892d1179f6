using System.Text.Encodings.Web;
using System.Text.Json;
using CapacityFunctions.Cli.CommandLine;

namespace CapacityFunctions.Cli.Files;

/// <summary>Reports as indented JSON.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InputException">It cannot be written there.</exception>
    public static void Write<T>(string path, T report)
    {
        using StreamWriter writer = OutputFile.Create(path);
        writer.WriteLine(JsonSerializer.Serialize(report, Json));
    }

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static byte[] BytesOf<T>(T report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, Json), (byte)'\n'];
}
