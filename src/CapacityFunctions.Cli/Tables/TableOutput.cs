using CapacityFunctions.Cli.CommandLine;
using Spectre.Console;

namespace CapacityFunctions.Cli.Tables;

/// <summary>Writes tables: as they are for a terminal; plain, whole and never cut for a file or pipe.</summary>
internal static class TableOutput
{
    /// <summary>Columns of a table that no terminal bounds: wide enough that nothing wraps.</summary>
    private const int UnboundedWidth = 100_000;

    public static void Write(Table table, CliContext context)
    {
        if (context.OutputIsTerminal)
        {
            ConsoleOn(context.Output, isTerminal: true).Write(table);
        }
        else
        {
            WritePlain(table, context.Output);
        }
    }

    /// <summary>Cells are padded to the width of their column: without the blanks at the ends of lines, which no terminal would show.</summary>
    private static void WritePlain(Table table, TextWriter output)
    {
        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = ConsoleOn(text, isTerminal: false);
        console.Profile.Width = UnboundedWidth;
        console.Profile.Capabilities.Unicode = true;
        console.Write(table);
        foreach (string line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            output.WriteLine(line);
        }
    }

    private static IAnsiConsole ConsoleOn(TextWriter output, bool isTerminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(output),
    });
}
