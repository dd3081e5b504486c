import type { Reading } from "../api";

/** An invented article to try. */
export const EXAMPLE: Reading = {
  html: false,
  date: "2024-05-16",
  title: "Le pont de Saint-Aubert rouvrira en juin",
  body: `Le maire de Saint-Aubert, Étienne Vasseur, a annoncé mercredi la réouverture du pont en juin. Il a remercié la région pour son aide.

Selon la préfète Nadège Corvin, les travaux ont coûté 6 millions d'euros. « Nous avons perdu trop de temps », a déclaré Louise Tardieu, présidente de l'association des commerçants. Elle accuse la mairie d'avoir caché un rapport.

Étienne Vasseur a démenti cette accusation. L'entreprise Batirive a promis de réparer la digue avant l'automne. Le conseil départemental n'a pas confirmé ce calendrier.`,
};
