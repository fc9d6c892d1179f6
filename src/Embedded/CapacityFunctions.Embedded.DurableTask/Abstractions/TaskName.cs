namespace Microsoft.DurableTask;

/// <summary>Name of an orchestrator or activity; compared without regard to case.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <param name="name">May be null or empty, which both stand for "no name".</param>
    public TaskName(string name)
    {
        Name = name ?? string.Empty;
        Version = string.Empty;
    }

    public string Name { get; }

    /// <summary>Always empty: versions travel in options, not in names.</summary>
    public string Version { get; }

    public static implicit operator string(TaskName value) => value.Name ?? string.Empty;

    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) =>
        string.Equals(Name ?? string.Empty, other.Name ?? string.Empty, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? string.Empty);

    public override string ToString() => Name ?? string.Empty;
}
