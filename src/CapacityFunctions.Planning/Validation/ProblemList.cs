using CapacityFunctions.Planning.Text;

namespace CapacityFunctions.Planning.Validation;

/// <summary>Collects what is wrong with an input.</summary>
internal sealed class ProblemList
{
    private static readonly string AmountRange = $"must be a number between 0 and {Amounts.Text(Amounts.Largest)}";

    private readonly List<InputProblem> _problems = [];

    internal IReadOnlyList<InputProblem> Problems => _problems;

    internal void Add(string path, string message) => _problems.Add(new InputProblem(path, message));

    internal void Require(bool condition, string path, string message) => Require(condition, path, string.Empty, message);

    /// <summary>The path is put together only where there is a problem: inputs of 100,000 accounts are checked in every cycle.</summary>
    internal void Require(bool condition, string owner, string field, string message)
    {
        if (!condition)
        {
            Add(owner + field, message);
        }
    }

    /// <summary>0 or more and not beyond what can be reckoned exactly.</summary>
    internal void RequireAmount(decimal? amount, string owner, string field = "") =>
        Require(amount is null or (>= 0 and <= Amounts.Largest), owner, field, AmountRange);

    /// <summary>Finite, 0 or more and not beyond what can be reckoned exactly.</summary>
    internal void RequireAmount(double amount, string owner, string field = "") =>
        Require(amount is >= 0 and <= (double)Amounts.Largest, owner, field, AmountRange);

    internal void RequireShare(decimal share, string path) => Require(share is >= 0 and <= 1, path, "must be between 0 and 1");

    /// <summary>Reports every name after the first of its kind.</summary>
    internal void RequireDistinct(IEnumerable<string> names, Func<int, string> pathOf, string what)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        int index = 0;
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                Add(pathOf(index), $"names {what} '{name}' a second time");
            }

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
