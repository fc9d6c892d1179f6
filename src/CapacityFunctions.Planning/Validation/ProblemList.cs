using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Validation;

/// <summary>Collects what is wrong with an input.</summary>
internal sealed class ProblemList
{
    private readonly List<InputProblem> _problems = [];

    internal IReadOnlyList<InputProblem> Problems => _problems;

    internal void Add(string path, string message) => _problems.Add(new InputProblem(path, message));

    internal void Require(bool condition, string path, string message)
    {
        if (!condition)
        {
            Add(path, message);
        }
    }

    /// <summary>0 or more and not beyond what can be reckoned exactly.</summary>
    internal void RequireAmount(decimal? amount, string path) =>
        Require(amount is null or (>= 0 and <= Amounts.Largest), path, $"must be between 0 and {Amounts.Text(Amounts.Largest)}");

    /// <summary>Finite, 0 or more and not beyond what can be reckoned exactly.</summary>
    internal void RequireAmount(double amount, string path) =>
        Require(amount is >= 0 and <= (double)Amounts.Largest, path, $"must be a finite number between 0 and {Amounts.Text(Amounts.Largest)}");

    internal void RequireShare(decimal share, string path) => Require(share is >= 0 and <= 1, path, "must be between 0 and 1");

    /// <summary>Reports every name after the first of its kind.</summary>
    internal void RequireDistinct(IEnumerable<string> names, Func<int, string> pathOf, string what)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int index = 0;
        foreach (string name in names)
        {
            Require(seen.Add(name), pathOf(index), $"names {what} '{name}' a second time");
            index++;
        }
    }

    /// <exception cref="ArgumentException">There is a problem; the message names the first.</exception>
    internal void ThrowIfAny(string parameter)
    {
        if (_problems.Count > 0)
        {
            throw new ArgumentException($"{_problems[0].Path} {_problems[0].Message}.", parameter);
        }
    }
}
