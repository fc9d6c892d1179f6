using System.Text;

namespace CapacityFunctions.Benchmarks.Durable.Storage;

/// <summary>The multipart bodies of a table transaction ("Performing entity group transactions", in the reference of the storage services).</summary>
internal static class BatchBody
{
    public const string ContentType = $"multipart/mixed; boundary={Batch}";
    private const string Batch = "batchresponse_1";
    private const string Changes = "changesetresponse_1";

    /// <param name="body">One change set.</param>
    /// <param name="resourceOf">Names the resource of a part's address.</param>
    public static IReadOnlyList<RowOperation> Read(string body, Func<Uri, string> resourceOf)
    {
        List<RowOperation> operations = [];
        foreach (string part in body.ReplaceLineEndings("\n").Split("\n--changeset_", StringSplitOptions.None).Skip(1))
        {
            // Headers of the part, a blank line, a request line and its headers, a blank line, JSON; after the last part comes what closes the set.
            string[] sections = part.Split("\n\n", 3);
            if (sections[0].Split('\n')[0].EndsWith("--", StringComparison.Ordinal))
            {
                break;
            }

            string[] request = sections[1].Split('\n')[0].Split(' ');
            string json = sections.Length < 3 ? string.Empty : sections[2].Trim();
            operations.Add(RowOperation.Of(request[0], resourceOf(new Uri(request[1])), string.Empty, json));
        }

        return operations;
    }

    public static string Success(int count)
    {
        StringBuilder content = Begin();
        for (int part = 0; part < count; part++)
        {
            Add(content, $"HTTP/1.1 204 No Content\r\nETag: {MemoryTables.Version}\r\nDataServiceVersion: 1.0;\r\n\r\n");
        }

        return End(content);
    }

    public static string Failure(int status, string error)
    {
        StringBuilder content = Begin();
        Add(content, $"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\n\r\n{error}");
        return End(content);
    }

    private static StringBuilder Begin() =>
        new($"--{Batch}\r\nContent-Type: multipart/mixed; boundary={Changes}\r\n\r\n");

    private static void Add(StringBuilder content, string answer) =>
        content.Append($"--{Changes}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n").Append(answer).Append("\r\n");

    private static string End(StringBuilder content) => content.Append($"--{Changes}--\r\n--{Batch}--\r\n").ToString();
}
