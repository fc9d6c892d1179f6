namespace CapacityFunctions.Planning.Text;

/// <summary>Whole units of a size: decisions are made in them, as integers, so that nothing is lost to rounding.</summary>
/// <param name="Size">Resource units in one whole unit; above 0. Dividing by the usual 1 is left out: it is the dearest step of a large division.</param>
internal readonly record struct UnitGrid(decimal Size)
{
    /// <summary>The fewest whole units that cover an amount.</summary>
    internal long Up(decimal amount) => (long)decimal.Ceiling(Size == 1 ? amount : amount / Size);

    /// <summary>The most whole units that fit into an amount.</summary>
    internal long Down(decimal amount) => (long)decimal.Floor(Size == 1 ? amount : amount / Size);

    internal bool Holds(decimal amount) => amount % Size == 0;

    internal decimal Amount(long units) => Size == 1 ? units : Amounts.Trimmed(units * Size);

    internal string Text(long units) => Amounts.Text(Amount(units));
}
