namespace CapacityFunctions.Cli.CommandLine;

/// <summary>Arguments or input that cannot be used; the message is the line that the user reads.</summary>
internal sealed class InputException : Exception
{
    public InputException()
    {
    }

    public InputException(string message)
        : base(message)
    {
    }

    public InputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The way compilers name a place: <c>usage.csv:12:4: …</c>.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="line">Line in the file, from 1.</param>
    /// <param name="column">In CSV the field's number in its row, in JSON the byte in its line; from 1.</param>
    /// <param name="reason">What is wrong there.</param>
    public static InputException At(string path, long line, long column, string reason) => new($"{path}:{line}:{column}: {reason}");

    public static InputException In(string path, string reason) => new($"{path}: {reason}");
}
