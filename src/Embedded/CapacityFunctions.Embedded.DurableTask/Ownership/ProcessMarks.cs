using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CapacityFunctions.Embedded.DurableTask;

/// <summary>Tells whether a process that somebody has written down still runs.</summary>
internal static class ProcessMarks
{
    /// <summary>
    /// The same for processes that can see each other by their ids. On Linux that takes more than a machine's name, which containers
    /// may share: this boot of the kernel and the namespace of process ids.
    /// </summary>
    public static string Place { get; } = OperatingSystem.IsLinux()
        ? $"{Environment.MachineName}/{ReadText("/proc/sys/kernel/random/boot_id")}/{LinkTarget("/proc/self/ns/pid")}"
        : Environment.MachineName;

    /// <summary>When a process began, in the system's own count; with its id it names the process for good.</summary>
    /// <returns>Null when there is no such process, or it has ended and only its parent hasn't noticed.</returns>
    public static string? Of(int processId) => OperatingSystem.IsLinux() ? OfLinux(processId) : OfOthers(processId);

    /// <summary>
    /// From /proc (proc_pid_stat(5)): the state is field 3 and the start field 22, counted behind the name, which is in parentheses.
    /// <see cref="Process.StartTime"/> adds the time of boot, which two processes may compute differently.
    /// </summary>
    private static string? OfLinux(int processId)
    {
        string stat = ReadText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20 || fields[0] is "Z" or "X" ? null : fields[19];
    }

    private static string? OfOthers(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // It is there, and somebody else's.
            return "unknown";
        }
    }

    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static string? LinkTarget(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
