using ComiteFlow.Bench;

// bench moteur [--quick] [--million] [--only FIGURE]: the engine. bench portefeuille [--ecrire COUNT | COUNT…]: many conventions.
// bench documents [ROUNDS]: processor time of 100 avenants.
// bench repetition [RUNS]: processor time of a rehearsal.
// bench [SCENARIO] [RUNS]: processor time of a scenario.
return args switch
{
    ["moteur", .. var options] => await Banc.RunAsync(options),
    ["portefeuille", "--ecrire", var count] => CoutDuPortefeuille.Print(count),
    ["portefeuille", .. var sizes] => await CoutDuPortefeuille.RunAsync(sizes),
    ["documents", .. var rounds] => await CoutDesDocuments.RunAsync(rounds),
    ["repetition", .. var runs] => await CoutDeRepetition.RunAsync(runs),
    _ => await CoutDeScenario.RunAsync(args),
};
