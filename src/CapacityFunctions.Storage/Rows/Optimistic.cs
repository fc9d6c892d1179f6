namespace CapacityFunctions.Storage.Rows;

/// <summary>Read, decide, write on condition, and again from the start when somebody else wrote in between.</summary>
internal static class Optimistic
{
    /// <summary>
    /// Whoever loses a round lost it to a writer who finished, so N writers are all done after at most N rounds. There is no waiting between
    /// them: the next round begins with a read, which is wait enough.
    /// </summary>
    private const int MostRounds = 100;

    /// <param name="what">Names what is written, for the message of the failure.</param>
    /// <param name="round">Null says that the round was lost.</param>
    /// <exception cref="ConcurrencyConflictException">All rounds were lost.</exception>
    internal static async Task<T> WriteAsync<T>(string what, Func<Task<T?>> round)
        where T : class
    {
        for (int count = 0; count < MostRounds; count++)
        {
            if (await round() is { } result)
            {
                return result;
            }
        }

        throw new ConcurrencyConflictException($"Other writers changed {what} {MostRounds} times in a row.");
    }
}
