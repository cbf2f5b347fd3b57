using ComiteFlow.Host.LigneDeCommande;

return await Commandes.RunAsync(args);
